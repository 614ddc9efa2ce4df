package io.runtruth.restore;

import org.jspecify.annotations.Nullable;

/// A document of a restore.
///
/// @param chosen whether it is to be restored; one that is not is left alone
/// @param beforeDigest as the preview found it in the target; null where it was not there
/// @param result null before there is one
/// @param reason why it was skipped or failed, in one word: `changed`, or what the target could not do
/// @param foundDigest as it was read back when the restore had ended, where that contradicts its result;
///     null before, where it does not, and where it could not be read
public record RestoreItem(
        String path,
        ItemChange change,
        boolean chosen,
        @Nullable String beforeDigest,
        String wantedDigest,
        @Nullable ItemResult result,
        @Nullable String reason,
        @Nullable String foundDigest) {

    /// Why a document is contradicted that is not there at all.
    static final String NOT_FOUND = "gone";

    /// What keeps its result although nothing but that tells of it.
    static final String UNREAD = "unread";

    /// Whether it was read back otherwise than its result says.
    public boolean isContradicted() {
        return foundDigest != null && !isAsItsResultSays(foundDigest)
                || foundDigest == null && NOT_FOUND.equals(reason);
    }

    /// Whether it could not be read back, which contradicts nothing.
    public boolean isUnread() {
        return UNREAD.equals(reason);
    }

    /// Whether, by its result, it is as it was meant to be.
    boolean isReached() {
        return result == ItemResult.APPLIED || result == ItemResult.UNCHANGED;
    }

    boolean isAsItsResultSays(String found) {
        if (result == ItemResult.APPLIED) {
            return found.equals(wantedDigest);
        }
        return result != ItemResult.UNCHANGED || found.equals(wantedDigest) || found.equals(beforeDigest);
    }
}

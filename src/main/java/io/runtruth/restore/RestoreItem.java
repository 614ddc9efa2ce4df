package io.runtruth.restore;

import org.jspecify.annotations.Nullable;

/// A document of a restore.
///
/// @param chosen whether it is to be restored; one that is not is left alone
/// @param beforeDigest as the preview found it in the target; null where it was not there
/// @param result null before there is one
/// @param reason why it was skipped or failed, in one word: `changed`, or what the target could not do
/// @param foundDigest as it was read back when the restore had ended; null before, and where it could not be read
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

    /// Why a document is a question although nothing speaks against its result.
    static final String UNREAD = "unread";

    /// Whether it was read back otherwise than its result says, or could not be.
    public boolean isContradicted() {
        return foundDigest != null && !isAsItsResultSays(foundDigest)
                || foundDigest == null && (NOT_FOUND.equals(reason) || isUnread());
    }

    /// Whether nothing but its result tells of it: it could not be read back.
    public boolean isUnread() {
        return UNREAD.equals(reason);
    }

    boolean isAsItsResultSays(String found) {
        if (result == ItemResult.APPLIED) {
            return found.equals(wantedDigest);
        }
        return result != ItemResult.UNCHANGED || found.equals(wantedDigest) || found.equals(beforeDigest);
    }
}

package io.runtruth.api.shapes;

import io.runtruth.restore.RestoreItem;
import org.jspecify.annotations.Nullable;

/// A document of a restore.
///
/// @param change `create`, `change` or `unchanged`
/// @param chosen whether it is to be restored
/// @param before digest of its bytes in the target; null where it was not there
/// @param wanted digest of its bytes in the snapshot
/// @param result `applied`, `unchanged`, `skipped` or `failed`; null before there is one
/// @param reason why it was skipped or failed, in one word
/// @param found digest of its bytes as they were read back, where they are not what the result says
@SnakeCase
public record RestoreItemJson(
        String path,
        String change,
        boolean chosen,
        @Nullable String before,
        String wanted,
        @Nullable String result,
        @Nullable String reason,
        @Nullable String found) {

    public static RestoreItemJson of(RestoreItem item) {
        return new RestoreItemJson(
                item.path(),
                item.change().code(),
                item.chosen(),
                item.beforeDigest(),
                item.wantedDigest(),
                item.result() == null ? null : item.result().code(),
                item.reason(),
                item.foundDigest());
    }
}

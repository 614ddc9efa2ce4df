package io.runtruth.api.shapes;

import io.runtruth.restore.ItemChange;
import io.runtruth.restore.RestoreRun;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A restore from its preview to its results.
///
/// @param snapshot what is to be
/// @param before the target as the preview found it; restoring that undoes this
/// @param state `not_begun`, `in_progress`, `completed` or `refused`
/// @param preview digest of all that is confirmed: send it with an approval and a start
/// @param chosen how many documents are to be restored
/// @param changes how many documents would be created, changed or stay as they are, chosen or not; null in lists
/// @param onlyInTarget the first 100 documents that the target has and the snapshot has not: they are left alone;
///     null in lists
/// @param run null before it is started
/// @param results how many of the chosen documents came to what, up to now; in lists only once it is completed
@SnakeCase
public record RestoreJson(
        UUID id,
        UUID snapshot,
        UUID before,
        String place,
        String state,
        String preview,
        int chosen,
        @Nullable RestoreChangesJson changes,
        @Nullable List<String> onlyInTarget,
        ByJson previewed,
        @Nullable ByJson approved,
        @Nullable ByJson started,
        @Nullable UUID run,
        RestoreResultsJson results,
        @Nullable Instant endedAt) {

    public static RestoreJson of(RestoreRun restore) {
        return shaped(restore, restore.counts(), null, null);
    }

    /// @param counts as they are at this moment
    public static RestoreJson of(
            RestoreRun restore, RestoreCounts counts, Map<ItemChange, Integer> changes, List<String> onlyInTarget) {
        return shaped(
                restore,
                counts,
                new RestoreChangesJson(
                        changes.getOrDefault(ItemChange.CREATE, 0),
                        changes.getOrDefault(ItemChange.CHANGE, 0),
                        changes.getOrDefault(ItemChange.UNCHANGED, 0)),
                onlyInTarget);
    }

    private static RestoreJson shaped(
            RestoreRun restore,
            RestoreCounts counts,
            @Nullable RestoreChangesJson changes,
            @Nullable List<String> onlyInTarget) {
        return new RestoreJson(
                restore.id(),
                restore.snapshotId(),
                restore.beforeId(),
                restore.place(),
                restore.state().code(),
                restore.previewDigest(),
                restore.chosen(),
                changes,
                onlyInTarget,
                new ByJson(restore.previewed().name(), restore.previewed().at()),
                by(restore.approved()),
                by(restore.started()),
                restore.runId(),
                new RestoreResultsJson(
                        counts.applied(), counts.unchanged(), counts.skipped(), counts.failed(), counts.contradicted()),
                restore.endedAt());
    }

    private static @Nullable ByJson by(RestoreRun.@Nullable ActedBy by) {
        return by == null ? null : new ByJson(by.name(), by.at());
    }

    @SnakeCase
    record ByJson(String name, Instant at) {}

    @SnakeCase
    record RestoreChangesJson(int create, int change, int unchanged) {}

    /// @param contradicted documents that were read back otherwise than their results say
    @SnakeCase
    record RestoreResultsJson(int applied, int unchanged, int skipped, int failed, int contradicted) {}

    /// A preview to be made.
    ///
    /// @param snapshot id of the snapshot to restore
    /// @param paths the documents to restore; null for all of the snapshot
    @SnakeCase
    public record NewRestoreJson(
            @Nullable UUID snapshot, @Nullable List<String> paths) {}

    /// @param paths the documents to restore
    @SnakeCase
    public record ChoiceJson(@Nullable List<String> paths) {}

    /// @param preview digest of the preview that was looked at
    @SnakeCase
    public record ApprovalJson(@Nullable String preview) {}

    /// @param confirm the environment's name
    /// @param preview digest of the preview that was looked at; left out: as it is now
    @SnakeCase
    public record RestoreConfirmationJson(
            @Nullable String confirm, @Nullable String preview) {}
}

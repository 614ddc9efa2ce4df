package io.runtruth.api.shapes;

import io.runtruth.api.shapes.ChangesJson.Changes;
import io.runtruth.api.shapes.ChangesJson.CoverageChanges;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.reviews.ReviewDrift.Side;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What changed since another review of the environment (contract 6, drift), tool by tool and target by target.
///
/// @param against null where nothing was published before; there are no sources then
@SnakeCase
public record DriftJson(@Nullable Against against, List<SourceJson> sources) {

    public static final DriftJson NOTHING = new DriftJson(null, List.of());

    public static DriftJson of(ReviewDrift drift) {
        return new DriftJson(
                Against.of(drift.against()),
                drift.sources().stream().map(SourceJson::of).toList());
    }

    /// @param review null where it is withdrawn, for who reads what is published only
    /// @param number of the review among those that were published of the environment
    @SnakeCase
    record Against(@Nullable UUID review, int number, Instant publishedAt) {

        private static Against of(Baseline baseline) {
            return new Against(baseline.reviewId(), baseline.number(), baseline.publishedAt());
        }
    }

    /// @param target as the tool names it; null where the evidence does not
    /// @param comparison `compared`; `nothing_comparable`: the two have no check in common; `added`: the other
    ///     has no evidence of it; `left_out`: this one has none. Everything is zero but with the first
    /// @param before null where the other review has no evidence of it
    /// @param now null where this one has none
    /// @param fixed failed before and passes now; never what is no longer assessed
    /// @param other another result than before in any other way; also what the tool hides now, or no longer
    /// @param appeared a control of before speaks of something more, such as a new resource
    /// @param disappeared a control of both no longer speaks of it
    /// @param unchanged checks with the same result and severity
    @SnakeCase
    record SourceJson(
            String tool,
            @Nullable String target,
            String comparison,
            @Nullable SideJson before,
            @Nullable SideJson now,
            Changes newlyFailing,
            Changes fixed,
            Changes other,
            Changes appeared,
            Changes disappeared,
            long unchanged,
            CoverageChanges coverage,
            ControlChanges controls) {

        private static SourceJson of(SourceDrift source) {
            return new SourceJson(
                    source.tool(),
                    source.target(),
                    source.comparison().code(),
                    SideJson.of(source.before()),
                    SideJson.of(source.now()),
                    Changes.of(source.of(ChangeKind.NEWLY_FAILING)),
                    Changes.of(source.of(ChangeKind.FIXED)),
                    Changes.of(source.of(ChangeKind.OTHER)),
                    Changes.of(source.of(ChangeKind.APPEARED)),
                    Changes.of(source.of(ChangeKind.DISAPPEARED)),
                    source.unchanged(),
                    new CoverageChanges(
                            Changes.of(source.of(ChangeKind.BECAME_ASSESSED)),
                            Changes.of(source.of(ChangeKind.CEASED_TO_BE_ASSESSED))),
                    new ControlChanges(
                            Changes.of(source.of(ChangeKind.NEW_CONTROL)),
                            Changes.of(source.of(ChangeKind.GONE_CONTROL)),
                            Changes.of(source.of(ChangeKind.REVISED_CONTROL))));
        }
    }

    /// The evidence that one of the two was composed from.
    ///
    /// @param snapshot null for who reads what is published only
    /// @param collectedAtUpload whether the time is the upload's, for want of the tool's own
    @SnakeCase
    record SideJson(
            @Nullable UUID snapshot, @Nullable String toolVersion, Instant collectedAt, boolean collectedAtUpload) {

        private static @Nullable SideJson of(@Nullable Side side) {
            return side == null
                    ? null
                    : new SideJson(side.snapshotId(), side.toolVersion(), side.collectedAt(), side.uploaded());
        }
    }

    /// What the tool changed: checks of controls that only this evidence knows, that only the other knows, and of
    /// those in another version or of another severity.
    @SnakeCase
    record ControlChanges(Changes added, Changes gone, Changes revised) {}
}

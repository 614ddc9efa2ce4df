package io.runtruth.api.shapes;

import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.EvidenceChanges;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.evidence.EvidenceChanges.Compared;
import io.runtruth.evidence.EvidenceChanges.First;
import io.runtruth.evidence.EvidenceChanges.NothingComparable;
import io.runtruth.evidence.EvidenceSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a snapshot says that is new against the one before it of the same tool and target (contract 6). What the
/// tenant changed stands by itself; what is no longer or newly assessed, and what the tool changed, stand apart. A
/// check is counted once.
///
/// @param comparison `compared`; `first`: there is none before it; `nothing_comparable`: the two have no check in
///     common. Everything is zero but with the first
/// @param before what it is compared with; null where there is none
/// @param fixed failed before and passes now; never what is no longer assessed
/// @param other another result than before in any other way; also what the tool hides now, or no longer
/// @param appeared a control of before speaks of something more, such as a new resource
/// @param disappeared a control of both no longer speaks of it
/// @param unchanged checks with the same result and severity
@SnakeCase
public record ChangesJson(
        UUID snapshot,
        String comparison,
        @Nullable Before before,
        Changes newlyFailing,
        Changes fixed,
        Changes other,
        Changes appeared,
        Changes disappeared,
        long unchanged,
        CoverageChanges coverage,
        ToolChanges tool) {

    public static ChangesJson of(EvidenceChanges changes) {
        return switch (changes) {
            case First(var snapshot) -> nothing(snapshot, "first", null);
            case NothingComparable(var snapshot, var before) -> nothing(snapshot, "nothing_comparable", before);
            case Compared compared -> of(compared.snapshot(), "compared", compared.before(), compared);
        };
    }

    private static ChangesJson nothing(
            EvidenceSnapshot snapshot, String comparison, @Nullable EvidenceSnapshot before) {
        return of(snapshot, comparison, before, new Compared(snapshot, snapshot, java.util.Map.of(), 0));
    }

    private static ChangesJson of(
            EvidenceSnapshot snapshot, String comparison, @Nullable EvidenceSnapshot before, Compared changes) {
        return new ChangesJson(
                snapshot.id(),
                comparison,
                before == null ? null : new Before(before.id(), before.collectedAt(), before.importedAt()),
                Changes.of(changes.of(ChangeKind.NEWLY_FAILING)),
                Changes.of(changes.of(ChangeKind.FIXED)),
                Changes.of(changes.of(ChangeKind.OTHER)),
                Changes.of(changes.of(ChangeKind.APPEARED)),
                Changes.of(changes.of(ChangeKind.DISAPPEARED)),
                changes.unchanged(),
                new CoverageChanges(
                        Changes.of(changes.of(ChangeKind.BECAME_ASSESSED)),
                        Changes.of(changes.of(ChangeKind.CEASED_TO_BE_ASSESSED))),
                new ToolChanges(
                        before == null ? null : before.facts().toolVersion(),
                        snapshot.facts().toolVersion(),
                        Changes.of(changes.of(ChangeKind.NEW_CONTROL)),
                        Changes.of(changes.of(ChangeKind.GONE_CONTROL)),
                        Changes.of(changes.of(ChangeKind.REVISED_CONTROL))));
    }

    /// The snapshot that it is compared with.
    @SnakeCase
    record Before(UUID id, Instant collectedAt, Instant importedAt) {}

    /// @param count of all
    /// @param first at most 100, the most severe first
    @SnakeCase
    record Changes(long count, List<CheckJson> first) {

        static Changes of(Changed changed) {
            return new Changes(
                    changed.count(), changed.first().stream().map(CheckJson::of).toList());
        }
    }

    /// @param becameAssessed has a result that counts (pass, fail or warning) and had none
    /// @param ceasedToBeAssessed had one and has none
    @SnakeCase
    record CoverageChanges(Changes becameAssessed, Changes ceasedToBeAssessed) {}

    /// @param newControls checks of controls that the file before does not know
    /// @param goneControls checks of controls that only the file before knows
    /// @param revisedControls checks of a control in another version, or of another severity with the same result
    @SnakeCase
    record ToolChanges(
            @Nullable String versionBefore,
            @Nullable String version,
            Changes newControls,
            Changes goneControls,
            Changes revisedControls) {}

    /// @param id of the control
    /// @param from the result before; `suppressed` where the tool's own waiver hid it, null where it was not there
    /// @param to the same for now
    @SnakeCase
    record CheckJson(
            String id,
            String title,
            @Nullable String from,
            @Nullable String to,
            String severity,
            @Nullable String resource) {

        private static CheckJson of(ChangedCheck check) {
            return new CheckJson(
                    check.controlId(),
                    check.title(),
                    check.from(),
                    check.to(),
                    check.severity().code(),
                    check.resource());
        }
    }
}

package io.runtruth.ui.system;

import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.reads.SystemQueries.RunPlace;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DecisionWording;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// What a pass would decide about one run, and what would follow.
///
/// @param environment its name; a dash for a run of none
record PreviewRow(RunFinding finding, String workspace, String environment) {

    private static final String NONE = "–";

    static List<PreviewRow> of(List<RunFinding> findings, Map<UUID, RunPlace> places) {
        return findings.stream()
                .map(finding -> {
                    var place = places.get(finding.run().id());
                    return new PreviewRow(
                            finding,
                            place == null ? NONE : place.workspace(),
                            place == null ? NONE : Objects.requireNonNullElse(place.environment(), NONE));
                })
                .toList();
    }

    UUID id() {
        return finding.run().id();
    }

    /// Its code; empty where nobody was asked.
    String decision() {
        return decided().map(ReconciliationDecision::code).orElse("");
    }

    Optional<Phrase> rule() {
        return decided().map(it -> DecisionWording.rule(it.grounds().reasonCode()));
    }

    Phrase consequence() {
        return PassCounts.consequence(finding.consequence().code());
    }

    boolean changesSomething() {
        return finding.consequence() != Consequence.LEAVE;
    }

    private Optional<ReconciliationDecision> decided() {
        return Optional.ofNullable(finding.decision());
    }
}

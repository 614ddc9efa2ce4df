package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.shared.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// OSCAL assessment-results in its three dialects (formats 2.6): with findings, which are then the checks;
/// with results in the properties of observations; and the bare `results` without a document around them.
final class OscalReader implements FormatReader<JsonFile> {

    private static final JsonPaths FINDING = JsonPaths.of(
            "title",
            "description",
            "remarks",
            "target.target-id",
            "target.status.state",
            "related-observations.observation-uuid",
            "related-risks.risk-uuid");
    private static final int MAX_OBSERVATIONS = 20;

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        var outline = OscalOutline.of(file);
        if (!outline.isAssessment()) {
            throw new Problem.InvalidInput("evidence.format_mismatch", EvidenceFormat.OSCAL.title());
        }
        try (var in = file.open()) {
            return new Reading(in, counter, outline).read();
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private final OscalOutline outline;
        private final ItemNames items = new ItemNames(EvidenceFormat.OSCAL);
        private int at;

        Reading(JsonCursor in, CheckCounter counter, OscalOutline outline) {
            this.in = in;
            this.counter = counter;
            this.outline = outline;
        }

        FileOrigin read() {
            in.object(this::field);
            in.end();
            items.require(true);
            var targets = outline.targets();
            if (targets.size() > 1) {
                counter.warn("several_targets");
            }
            var target = targets.size() == 1 ? targets.getFirst() : null;
            var startedAt = outline.startedAt();
            return new FileOrigin("OSCAL assessment-results", outline.oscalVersion(), target, null, "", startedAt);
        }

        private void field(String name) {
            if (name.equals("assessment-results")) {
                in.object(this::within);
            } else {
                within(name);
            }
        }

        private void within(String name) {
            if (name.equals("results")) {
                in.items(this::part);
            }
        }

        private void part() {
            var hasFindings = outline.hasFindings(at++);
            in.object(name -> {
                switch (name) {
                    case "findings" -> in.items(this::finding);
                    case "observations" -> in.items(() -> observation(hasFindings));
                    default -> {}
                }
            });
        }

        private void finding() {
            var finding = in.select(FINDING);
            var state = finding.first("target.status.state");
            items.item(state != null || finding.first("target.target-id") != null);
            var risks = finding.all("related-risks.risk-uuid").stream()
                    .map(outline::risk)
                    .filter(Objects::nonNull)
                    .toList();
            var found = found(finding);
            var draft = new CheckDraft()
                    .control(
                            finding.first("target.target-id"),
                            PlainText.title(finding.first("title"), finding.first("description")))
                    .result(state, NormalisedResult.of(state(state)))
                    .found(found)
                    .notes(notes(risks).detail(found).build());
            worst(risks, draft);
            if (!risks.isEmpty() && risks.stream().allMatch(OscalOutline.OscalRisk::isApproved)) {
                draft.suppressed(null, null);
            }
            counter.add(draft);
        }

        /// What is found, and what was seen of it.
        private @Nullable StructuredText found(JsonValues finding) {
            var to = new StructureBuilder(true);
            MarkdownText.into(to, finding.first("description"));
            MarkdownText.into(to, finding.first("remarks"));
            finding.all("related-observations.observation-uuid").stream()
                    .distinct()
                    .limit(MAX_OBSERVATIONS)
                    .map(outline::observation)
                    .filter(Objects::nonNull)
                    .forEach(observation -> observation.into(to));
            return to.text();
        }

        /// Whoever assessed wrote it about this system: it is no catalogue.
        private static NotesDraft notes(List<OscalOutline.OscalRisk> risks) {
            var notes = new NotesDraft();
            var rationale = new StructureBuilder(true);
            var remedy = new StructureBuilder(true);
            for (var risk : risks) {
                MarkdownText.into(rationale, risk.description());
                MarkdownText.into(rationale, risk.statement());
                risk.remedies().forEach(one -> one.into(remedy));
                risk.vulnerabilities().forEach(id -> notes.reference("CVE", id));
            }
            return notes.rationale(rationale.text()).remedy(remedy.text());
        }

        private static void worst(List<OscalOutline.OscalRisk> risks, CheckDraft draft) {
            risks.stream()
                    .filter(risk -> risk.severity() != Severity.UNKNOWN)
                    .min((one, other) -> one.severity().compareTo(other.severity()))
                    .ifPresent(risk -> draft.severity(risk.impact(), risk.severity()));
        }

        private static CheckResult state(@Nullable String state) {
            return switch (state == null ? "" : state.strip().toLowerCase(Locale.ROOT)) {
                case "satisfied" -> CheckResult.PASS;
                case "not-satisfied" -> CheckResult.FAIL;
                default -> CheckResult.UNKNOWN;
            };
        }

        private void observation(boolean hasFindings) {
            if (hasFindings) {
                counter.skipped("observation_of_findings");
            } else {
                var observation = OscalObservation.read(in);
                items.item(observation.isNamed());
                counter.add(observation.draft(outline));
            }
        }
    }
}

package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SARIF 2.1.0 (EVIDENCE-FORMATS 2.5): the results of all runs, one check each. A rule without a result is not a pass.
/// A file names no target, and a result that its tool marks as gone since the baseline is skipped.
final class SarifReader implements FormatReader {

    private static final JsonPaths RESULT = JsonPaths.of(
            "ruleId",
            "ruleIndex",
            "rule.id",
            "rule.index",
            "rule.toolComponent.index",
            "kind",
            "level",
            "baselineState",
            "message.text",
            "locations.physicalLocation.artifactLocation.uri",
            "locations.physicalLocation.artifactLocation.index",
            "locations.physicalLocation.region.startLine",
            "locations.logicalLocations.fullyQualifiedName",
            "suppressions.kind",
            "suppressions.status",
            "suppressions.justification",
            "properties.security-severity");

    @Override
    public FileOrigin read(JsonFile file, CheckCounter recount) {
        var runs = SarifRun.all(file);
        try (var in = file.open()) {
            return new Reading(in, recount, runs).read();
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter recount;
        private final List<SarifRun> runs;
        private boolean hasRuns;
        private boolean hasPass;
        private int at;

        Reading(JsonCursor in, CheckCounter recount, List<SarifRun> runs) {
            this.in = in;
            this.recount = recount;
            this.runs = runs;
        }

        FileOrigin read() {
            in.object(name -> {
                if (name.equals("runs")) {
                    hasRuns = true;
                    in.items(this::run);
                }
            });
            in.end();
            if (!hasRuns) {
                throw new Problem.InvalidInput("evidence.format_mismatch", "SARIF");
            }
            if (!hasPass) {
                recount.warn("failures_only");
            }
            return source();
        }

        private FileOrigin source() {
            var tools = runs.stream().map(SarifRun::tool).distinct().toList();
            var version = tools.size() == 1 ? runs.getFirst().version() : null;
            if (tools.size() > 1) {
                recount.warn("several_tools");
            }
            var endedAt = runs.stream().map(SarifRun::endedAt).reduce((Instant) null, Times::later);
            return new FileOrigin(
                    tools.isEmpty() ? "SARIF" : String.join(", ", tools), version, null, null, "", endedAt);
        }

        private void run() {
            var run = runs.get(at++);
            in.object(name -> {
                if (name.equals("results")) {
                    in.items(() -> result(run, in.select(RESULT)));
                }
            });
        }

        private void result(SarifRun run, JsonValues result) {
            if ("absent".equals(result.first("baselineState"))) {
                recount.skipped("gone_since_baseline");
                return;
            }
            var rule = rule(run, result);
            var id = result.first("ruleId", "rule.id");
            var kind = result.firstOr("fail", "kind");
            var level = level(run, result, rule, kind);
            hasPass |= kind.equals("pass");
            var draft = new CheckDraft()
                    .control(id == null && rule != null ? rule.id() : id, rule == null ? null : rule.title())
                    .result(kind, NormalisedResult.of(result(kind)))
                    .severity(level, severity(score(result, rule), level))
                    .area(run.tool())
                    .resource(resource(run, result))
                    .detail(detail(result))
                    .remediation(rule == null ? null : rule.helpUrl());
            if (isSuppressed(result)) {
                draft.suppressed(result.first("suppressions.justification"), null);
            }
            recount.add(draft);
        }

        private static SarifRun.@Nullable Rule rule(SarifRun run, JsonValues result) {
            return run.rule(
                    result.first("ruleId", "rule.id"),
                    index(result.first("ruleIndex", "rule.index")),
                    index(result.first("rule.toolComponent.index")));
        }

        private static int index(@Nullable String text) {
            try {
                return text == null ? -1 : Integer.parseInt(text);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        private static CheckResult result(String kind) {
            return switch (kind) {
                case "pass" -> CheckResult.PASS;
                case "fail", "open" -> CheckResult.FAIL;
                case "review" -> CheckResult.MANUAL;
                case "notApplicable" -> CheckResult.NOT_APPLICABLE;
                case "informational" -> CheckResult.INFORMATIONAL;
                default -> CheckResult.UNKNOWN;
            };
        }

        /// The level in effect: SARIF 2.1.0, 3.27.10.
        private static String level(SarifRun run, JsonValues result, SarifRun.@Nullable Rule rule, String kind) {
            if (!kind.equals("fail")) {
                return "none";
            }
            var own = result.first("level");
            if (own != null || rule == null) {
                return own == null ? "warning" : own;
            }
            var override = run.levelOverride(rule.id());
            if (override != null) {
                return override;
            }
            return rule.level() == null ? "warning" : rule.level();
        }

        private static @Nullable String score(JsonValues result, SarifRun.@Nullable Rule rule) {
            var own = result.first("properties.security-severity");
            return own == null && rule != null ? rule.score() : own;
        }

        private static Severity severity(@Nullable String score, String level) {
            var ofScore = score == null ? Severity.UNKNOWN : ofScore(score);
            if (ofScore != Severity.UNKNOWN) {
                return ofScore;
            }
            return switch (level) {
                case "error" -> Severity.HIGH;
                case "warning" -> Severity.MEDIUM;
                case "note" -> Severity.LOW;
                case "none" -> Severity.INFORMATIONAL;
                default -> Severity.UNKNOWN;
            };
        }

        /// The bands of CVSS.
        private static Severity ofScore(String score) {
            double value;
            try {
                value = Double.parseDouble(score);
            } catch (NumberFormatException e) {
                return Severity.UNKNOWN;
            }
            if (!(value >= 0 && value <= 10)) {
                return Severity.UNKNOWN;
            }
            if (value >= 7) {
                return value >= 9 ? Severity.CRITICAL : Severity.HIGH;
            }
            if (value >= 4) {
                return Severity.MEDIUM;
            }
            return value > 0 ? Severity.LOW : Severity.INFORMATIONAL;
        }

        /// Suppressions that are rejected or still under review hide nothing.
        private static boolean isSuppressed(JsonValues result) {
            var states = result.all("suppressions.status");
            return !(result.all("suppressions.kind").isEmpty() && states.isEmpty())
                    && !states.contains("rejected")
                    && !states.contains("underReview");
        }

        /// Without the line, which moves whenever the file is edited.
        private static @Nullable String resource(SarifRun run, JsonValues result) {
            var uri = result.first("locations.physicalLocation.artifactLocation.uri");
            if (uri != null) {
                return uri;
            }
            var artifact = run.artifact(index(result.first("locations.physicalLocation.artifactLocation.index")));
            return artifact == null ? result.first("locations.logicalLocations.fullyQualifiedName") : artifact;
        }

        private static @Nullable String detail(JsonValues result) {
            var message = result.first("message.text");
            var line = result.first("locations.physicalLocation.region.startLine");
            var uri = result.first("locations.physicalLocation.artifactLocation.uri");
            if (line == null || uri == null) {
                return message;
            }
            return (message == null ? "" : message + "\n") + uri + ":" + line;
        }
    }
}

package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.Severity;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// SARIF 2.1.0 (formats 2.5): the results of all runs, one check each. A rule without a result is not a pass.
/// The target is the repository that was scanned, where it is said; a result that its tool marks as gone since the
/// baseline is skipped.
final class SarifReader implements FormatReader<JsonFile> {

    private final Instant at;

    /// @param at when suppressions must not have ended
    SarifReader(Instant at) {
        this.at = at;
    }

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        var runs = SarifRun.all(file);
        if (runs.stream().anyMatch(SarifRun::hasResultsElsewhere)) {
            throw new Problem.InvalidInput("evidence.sarif_results_elsewhere");
        }
        try (var in = file.open()) {
            return new Reading(in, counter, runs, at).read();
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private final List<SarifRun> runs;
        private final Instant moment;
        private final SarifNotes notes = new SarifNotes();
        private final Map<String, Boolean> hasPasses = new LinkedHashMap<>();
        private boolean hasRuns;
        private boolean hasChecks;
        private int at;

        Reading(JsonCursor in, CheckCounter counter, List<SarifRun> runs, Instant moment) {
            this.in = in;
            this.counter = counter;
            this.runs = runs;
            this.moment = moment;
        }

        FileOrigin read() {
            in.object(name -> {
                if (name.equals("runs")) {
                    hasRuns = true;
                    in.items(this::run);
                }
            });
            in.end();
            var items = new ItemNames(EvidenceFormat.SARIF);
            runs.forEach(run -> items.item(run.isRun()));
            items.require(hasRuns);
            warn();
            return source();
        }

        /// What a run says, or leaves out, that makes its results look better than they are.
        private void warn() {
            if (hasPasses.isEmpty() || hasPasses.containsValue(false)) {
                counter.warn(FileFacts.FAILURES_ONLY);
            }
            if (runs.stream().anyMatch(SarifRun::isFailed)) {
                counter.warn(FileFacts.RUN_FAILED);
            } else if (runs.stream().anyMatch(SarifRun::hasErrors)) {
                counter.warn(FileFacts.RUN_ERRORS);
            }
            if (runs.stream().anyMatch(run -> !run.hasResults())) {
                counter.warn("results_missing");
            }
            var isClean = runs.stream().allMatch(run -> run.hasResults() && run.isSuccessful() && !run.hasErrors());
            if (!hasChecks && !runs.isEmpty() && isClean) {
                counter.warn("clean_run");
            }
        }

        private FileOrigin source() {
            var tools = runs.stream().map(SarifRun::tool).distinct().toList();
            var version = tools.size() == 1 ? runs.getFirst().version() : null;
            if (tools.size() > 1) {
                counter.warn("several_tools");
            }
            var targets = runs.stream().map(SarifRun::target).distinct().toList();
            if (targets.size() > 1) {
                counter.warn("several_targets");
            }
            return new FileOrigin(
                    tools.isEmpty() ? "SARIF" : String.join(", ", tools),
                    version,
                    targets.size() == 1 ? targets.getFirst() : null,
                    null,
                    "",
                    runs.stream().map(SarifRun::endedAt).reduce(StatedTime.NONE, StatedTime::later));
        }

        private void run() {
            var run = runs.get(at++);
            hasPasses.putIfAbsent(run.tool(), false);
            in.object(name -> {
                if (name.equals("results")) {
                    in.items(() -> result(run, SarifResult.read(in)));
                }
            });
        }

        private void result(SarifRun run, SarifResult result) {
            if (result.isGone()) {
                counter.skipped("gone_since_baseline");
                return;
            }
            hasChecks = true;
            if (result.kind().equals("pass")) {
                hasPasses.put(run.tool(), true);
            }
            var rule = run.rule(result.rule());
            var level = level(run, result, rule);
            var message = result.message(run, rule);
            var id = rule != null && result.rule().id() == null
                    ? rule.id()
                    : result.rule().id();
            var draft = new CheckDraft()
                    .control(id, rule == null ? title(id, message) : rule.title())
                    .result(result.kind(), NormalisedResult.of(result(result.kind())))
                    .severity(level, severity(score(result, rule), level))
                    .area(run.tool())
                    .resource(result.resource(run))
                    .detail(detail(message, result.line(run)))
                    .remediation(rule == null ? null : rule.helpUrl())
                    .notes(notes.of(run, result, rule, result.linkedMessage(run, rule))
                            .build());
            suppress(draft, result.suppression());
            counter.add(draft);
        }

        /// Without a rule the message is the only name that a finding has.
        private static @Nullable String title(@Nullable String id, @Nullable String message) {
            return id == null && message != null ? PersonalAddresses.hiddenIn(message) : null;
        }

        private void suppress(CheckDraft draft, SarifSuppression suppression) {
            if (suppression.holds(moment)) {
                draft.suppressed(suppression.reason(), suppression.until());
            } else if (suppression.hasEnded(moment)) {
                counter.warn("suppression_ended");
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
        private static String level(SarifRun run, SarifResult result, @Nullable SarifRule rule) {
            if (!result.kind().equals("fail")) {
                return "none";
            }
            if (result.level() != null) {
                return result.level();
            }
            var override = run.levelOverride(rule, result.rule().id(), result.invocation());
            if (override != null) {
                return override;
            }
            return rule == null || rule.level() == null ? "warning" : rule.level();
        }

        private static @Nullable String score(SarifResult result, @Nullable SarifRule rule) {
            var own = result.score();
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

        private static @Nullable String detail(@Nullable String message, @Nullable String line) {
            return message == null || line == null ? message == null ? line : message : message + "\n" + line;
        }
    }
}

package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.shared.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// OCSF findings of Prowler and others: Detection Findings (class 2004), and Compliance Findings (class 2003)
/// with the same facts (formats 2.4). Other classes are counted as skipped.
final class OcsfReader implements FormatReader<JsonFile> {

    private static final int TARGETS_KEPT = 2;
    private static final JsonPaths FINDING = JsonPaths.of(
                    "class_uid",
                    "metadata.event_code",
                    "metadata.product.name",
                    "metadata.product.version",
                    "metadata.tenant_uid",
                    "finding_info.title",
                    "finding_info.uid",
                    "finding_info.desc",
                    "finding_info.types",
                    "compliance.control",
                    "compliance.standards",
                    "compliance.requirements",
                    "compliance.status",
                    "compliance.status_id",
                    "status_code",
                    "status",
                    "status_id",
                    "status_detail",
                    "message",
                    "comment",
                    "severity",
                    "severity_id",
                    "risk_details",
                    "remediation.desc",
                    "remediation.references",
                    "remediation.kb_articles",
                    "unmapped.related_url",
                    "unmapped.categories",
                    "unmapped.notes",
                    "unmapped.provider_uid",
                    "resource.uid",
                    "resource.name",
                    "cloud.account.uid",
                    "cloud.account.name",
                    "cloud.org.uid",
                    "time",
                    "time_dt",
                    "event_time")
            .each("resources", JsonPaths.of("uid", "name", "type", "region", "group.name"))
            .each("remediation.kb_article_list", JsonPaths.of("title", "uid", "src_url"))
            .named("unmapped.compliance");
    /// A code, rather than the unique number of one finding.
    private static final Pattern CODE = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        try (var in = file.open()) {
            return new Reading(in, counter).read();
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private final Map<String, String> targets = new LinkedHashMap<>();
        private boolean hasRecords;
        private boolean hasFindings;
        private @Nullable String tool;
        private @Nullable String toolVersion;
        private StatedTime collectedAt = StatedTime.NONE;

        Reading(JsonCursor in, CheckCounter counter) {
            this.in = in;
            this.counter = counter;
        }

        FileOrigin read() {
            in.records(this::finding);
            in.end();
            if (hasRecords && !hasFindings) {
                throw new Problem.InvalidInput("evidence.ocsf_class_unsupported");
            }
            if (targets.size() > 1) {
                counter.warn("several_targets");
                targets.clear();
            }
            var target = targets.entrySet().stream().findFirst();
            return new FileOrigin(
                    tool == null ? "OCSF" : tool,
                    toolVersion,
                    target.map(Map.Entry::getKey).orElse(null),
                    target.map(Map.Entry::getValue)
                            .filter(name -> !name.isEmpty())
                            .orElse(null),
                    "",
                    collectedAt);
        }

        private void finding() {
            if (!in.isObject()) {
                throw in.refusal("evidence.unexpected_type");
            }
            hasRecords = true;
            var finding = in.select(FINDING);
            switch (finding.firstOr("", "class_uid")) {
                case "2003", "2004" -> add(finding);
                case "" -> throw in.refusal("evidence.ocsf_class_missing");
                default -> counter.skipped("other_class");
            }
        }

        private void add(JsonValues finding) {
            hasFindings = true;
            origin(finding);
            var severity = finding.first("severity");
            var found = new StructureBuilder(true);
            MarkdownText.into(found, what(finding));
            OcsfNotes.region(found, finding);
            int whatIs = found.size();
            MarkdownText.into(found, finding.first("risk_details"));
            int whatItMeans = found.size();
            OcsfNotes.resources(found, finding);
            var text = found.text();
            var draft = new CheckDraft()
                    .control(control(finding), title(finding))
                    .result(raw(finding), NormalisedResult.of(result(finding)))
                    .severity(severity, severity(severity, finding.firstOr("", "severity_id")))
                    .area(area(finding))
                    .resource(resource(finding))
                    .detail(detail(text, whatIs, whatItMeans))
                    .remediation(link(finding))
                    .notes(OcsfNotes.of(finding).detail(text).build());
            if (isMuted(finding)) {
                draft.suppressed(finding.first("comment"), null);
            }
            counter.add(draft);
        }

        private void origin(JsonValues finding) {
            if (tool == null) {
                tool = finding.first("metadata.product.name");
                toolVersion = finding.first("metadata.product.version");
            }
            var id =
                    finding.first("cloud.account.uid", "unmapped.provider_uid", "cloud.org.uid", "metadata.tenant_uid");
            if (id != null && targets.size() < TARGETS_KEPT) {
                targets.putIfAbsent(id, finding.firstOr("", "cloud.account.name"));
            }
            collectedAt = collectedAt.later(time(finding));
        }

        private static StatedTime time(JsonValues finding) {
            return StatedTime.of(finding.first("time")).or(StatedTime.of(finding.first("time_dt", "event_time")));
        }

        private static @Nullable String control(JsonValues finding) {
            var control = finding.first("metadata.event_code", "compliance.control");
            var uid = finding.first("finding_info.uid");
            return control == null && uid != null && CODE.matcher(uid).matches() ? uid : control;
        }

        private static @Nullable String title(JsonValues finding) {
            return PlainText.title(finding.first("finding_info.title"), finding.first("message", "finding_info.desc"));
        }

        private static @Nullable String raw(JsonValues finding) {
            var isSaid = result(finding.firstOr("", "status_code")) != CheckResult.UNKNOWN;
            return isSaid
                    ? finding.first("status_code")
                    : finding.first("compliance.status", "status_code", "compliance.status_id");
        }

        private static @Nullable String area(JsonValues finding) {
            return finding.each("resources").stream()
                    .map(resource -> resource.first("group.name"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private static boolean isMuted(JsonValues finding) {
            return "suppressed".equalsIgnoreCase(finding.first("status")) || "3".equals(finding.first("status_id"));
        }

        private static CheckResult result(JsonValues finding) {
            var result = result(finding.firstOr("", "status_code"));
            return result == CheckResult.UNKNOWN ? complianceResult(finding) : result;
        }

        private static CheckResult complianceResult(JsonValues finding) {
            var word = result(finding.firstOr("", "compliance.status"));
            if (word != CheckResult.UNKNOWN) {
                return word;
            }
            return switch (finding.firstOr("", "compliance.status_id")) {
                case "1" -> CheckResult.PASS;
                case "2" -> CheckResult.WARNING;
                case "3" -> CheckResult.FAIL;
                default -> CheckResult.UNKNOWN;
            };
        }

        private static CheckResult result(String word) {
            return switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "pass", "passed" -> CheckResult.PASS;
                case "fail", "failed" -> CheckResult.FAIL;
                case "warning" -> CheckResult.WARNING;
                case "manual" -> CheckResult.MANUAL;
                default -> CheckResult.UNKNOWN;
            };
        }

        private static Severity severity(@Nullable String word, String id) {
            var severity = Severities.ofWord(word);
            if (severity != Severity.UNKNOWN) {
                return severity;
            }
            return switch (id) {
                case "5", "6" -> Severity.CRITICAL;
                case "4" -> Severity.HIGH;
                case "3" -> Severity.MEDIUM;
                case "2" -> Severity.LOW;
                case "1" -> Severity.INFORMATIONAL;
                default -> Severity.UNKNOWN;
            };
        }

        private static @Nullable String resource(JsonValues finding) {
            var kept = finding.each("resources");
            var names = new NameList(finding.count("resources") - kept.size());
            kept.forEach(resource -> names.add(resource.first("uid", "name")));
            return names.isEmpty() ? finding.first("resource.uid", "resource.name") : names.text();
        }

        /// What was found, else what was looked for.
        private static @Nullable String what(JsonValues finding) {
            return finding.first("status_detail", "message", "finding_info.desc");
        }

        /// Without the table of resources, which the check has by itself.
        private static @Nullable String detail(@Nullable StructuredText text, int whatIs, int whatItMeans) {
            if (text == null || whatItMeans == 0) {
                return null;
            }
            var what = new StructuredText(text.blocks().subList(0, whatIs)).plain();
            var risk = new StructuredText(text.blocks().subList(whatIs, whatItMeans)).plain();
            return what.isEmpty() || risk.isEmpty() ? what + risk : what + "\n\n" + risk;
        }

        private static @Nullable String link(JsonValues finding) {
            return finding.all("remediation.references").stream()
                    .filter(reference -> reference.startsWith("http"))
                    .findFirst()
                    .orElse(finding.first("unmapped.related_url"));
        }
    }
}

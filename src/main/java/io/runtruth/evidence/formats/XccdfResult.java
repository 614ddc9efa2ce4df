package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `rule-result`: what came out for one rule, or for one of the things that a rule was tried on.
final class XccdfResult {

    private static final int MAX_PARTS = 50;
    private static final int MAX_CHARS = 1_000;
    private static final Set<String> ASSESSED = Set.of("pass", "fail", "fixed", "unknown", "");

    private final XmlCursor in;
    private final @Nullable String ruleId;
    private final @Nullable String severity;
    private final @Nullable String role;
    private final FrameworkReferences references = new FrameworkReferences();
    private final List<String> messages = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> instances = new ArrayList<>();
    private @Nullable String raw;
    private @Nullable String original;
    private @Nullable String testName;

    private XccdfResult(XmlCursor in) {
        this.in = in;
        ruleId = Cleaned.line(in.attribute("idref"), 300);
        severity = Cleaned.line(in.attribute("severity"), 100);
        role = Cleaned.line(in.attribute("role"), 100);
        if (ruleId != null && XccdfIds.isRevised(ruleId)) {
            FrameworkNames.refer(references, "STIG", in.attribute("version"));
        }
    }

    static XccdfResult read(XmlCursor in) {
        var result = new XccdfResult(in);
        in.children(XccdfDocument.XCCDF, result::part);
        return result;
    }

    private void part(String name) {
        switch (name) {
            case "result" -> raw = Cleaned.line(in.text(), 100);
            case "override" -> in.children(XccdfDocument.XCCDF, this::override);
            case "ident" -> FrameworkNames.refer(references, in.attribute("system"), in.text());
            case "message" -> keep(messages, in.prose());
            case "instance" -> keep(instances, in.text());
            case "check" -> in.children(XccdfDocument.XCCDF, this::test);
            default -> {}
        }
    }

    /// Who overrode it is a person, and stays in the file.
    private void override(String name) {
        switch (name) {
            case "old-result" -> original = original == null ? in.text().strip() : original;
            case "remark" -> keep(remarks, in.prose());
            default -> {}
        }
    }

    private void test(String name) {
        if (name.equals("check-content-ref") && testName == null) {
            testName = Cleaned.line(in.attribute("name"), MAX_CHARS);
        }
    }

    private static void keep(List<String> into, String text) {
        var clean = Cleaned.lines(text, MAX_CHARS);
        if (clean != null && into.size() < MAX_PARTS) {
            into.add(clean);
        }
    }

    boolean isOfRule(@Nullable String id) {
        return ruleId != null && ruleId.equals(id);
    }

    @Nullable
    String ruleId() {
        return ruleId;
    }

    boolean isFixed() {
        return XccdfWords.word(raw).equals("fixed");
    }

    /// Whether a person set another result than the tool did, and what the tool found is no failure that it hides.
    boolean isChangedOpenly() {
        return original != null && !XccdfWords.word(original).equals(XccdfWords.word(raw)) && !isSuppressed();
    }

    private boolean isSuppressed() {
        return XccdfWords.word(original).equals("fail") && !XccdfWords.word(raw).equals("fail");
    }

    /// @param isOneOfSeveral whether the rule has more results than this one, told apart by what was tried
    CheckDraft draft(@Nullable XccdfRule rule, boolean isOneOfSeveral) {
        var level = severity == null && rule != null ? rule.severity() : severity;
        var resource = instances.isEmpty() ? isOneOfSeveral ? testName : null : String.join(", ", instances);
        var draft = new CheckDraft()
                .control(ruleId, rule == null ? null : rule.title())
                .base(ruleId == null ? null : XccdfIds.withoutRevision(ruleId))
                .result(raw, isSuppressed() ? NormalisedResult.of(CheckResult.FAIL) : outcome(rule))
                .severity(level, Severities.ofWord(level))
                .area(rule == null ? null : rule.area())
                .resource(resource)
                .detail(messages.isEmpty() ? null : String.join("\n", messages))
                .notes(XccdfRule.notes(rule, references));
        return isSuppressed() ? draft.suppressed(remarks.isEmpty() ? null : String.join("\n", remarks), null) : draft;
    }

    private NormalisedResult outcome(@Nullable XccdfRule rule) {
        var outcome = XccdfWords.outcome(raw);
        if (!ASSESSED.contains(XccdfWords.word(raw))) {
            return outcome;
        }
        return switch (XccdfWords.word(role == null && rule != null ? rule.role() : role)) {
            case "unscored" -> NormalisedResult.of(CheckResult.INFORMATIONAL);
            case "unchecked" -> NormalisedResult.notAssessed("not_run");
            default -> outcome;
        };
    }
}

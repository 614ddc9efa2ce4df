package io.runtruth.ui.reviews;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.shared.Coded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which findings the document shows, and by what, as its URL says it:
/// `?result=not_met&area=AAD&severity=high&framework=CISA+BOD+25-01`. What is not named is not narrowed.
///
/// @param area as the tool names it; `""` for findings without one
/// @param framework by whose requirements they are shown; null, and one that the tools don't name: by result
/// @param understood whether the URL names only results and severities that there are (contract 12)
record FindingFilter(
        @Nullable FindingGroup group,
        @Nullable String area,
        @Nullable Severity severity,
        @Nullable String framework,
        boolean understood) {

    static final FindingFilter NONE = new FindingFilter(null, null, null, null, true);

    private static final String RESULT = "result";
    private static final String AREA = "area";
    private static final String SEVERITY = "severity";
    private static final String FRAMEWORK = "framework";

    static FindingFilter parse(Map<String, List<String>> parameters) {
        var result = value(parameters, RESULT);
        var severity = value(parameters, SEVERITY);
        var group = result.flatMap(code -> Coded.of(FindingGroup.class, code));
        var known = severity.flatMap(code -> Coded.of(Severity.class, code));
        return new FindingFilter(
                group.orElse(null),
                value(parameters, AREA).orElse(null),
                known.orElse(null),
                value(parameters, FRAMEWORK).orElse(null),
                group.isPresent() == result.isPresent() && known.isPresent() == severity.isPresent());
    }

    private static Optional<String> value(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (group != null) {
            parameters.put(RESULT, group.code());
        }
        if (area != null) {
            parameters.put(AREA, area);
        }
        if (severity != null) {
            parameters.put(SEVERITY, severity.code());
        }
        if (framework != null) {
            parameters.put(FRAMEWORK, framework);
        }
        return parameters;
    }

    /// The same findings, shown by result.
    FindingFilter byResult() {
        return new FindingFilter(group, area, severity, null, understood);
    }

    boolean matches(Finding finding) {
        return understood
                && (group == null || group == finding.group())
                && (area == null || area.equals(finding.area()))
                && (severity == null || severity == finding.severity());
    }
}

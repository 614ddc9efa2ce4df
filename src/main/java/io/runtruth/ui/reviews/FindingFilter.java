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

/// Which findings the document shows, as its URL says it: `?result=not_met&area=AAD&severity=high`. What is not
/// named is not narrowed.
///
/// @param area as the tool names it; `""` for findings without one
/// @param understood whether the URL names only results and severities that there are (contract 12)
record FindingFilter(
        @Nullable FindingGroup group,
        @Nullable String area,
        @Nullable Severity severity,
        boolean understood) {

    static final FindingFilter NONE = new FindingFilter(null, null, null, true);

    private static final String RESULT = "result";
    private static final String AREA = "area";
    private static final String SEVERITY = "severity";

    static FindingFilter parse(Map<String, List<String>> parameters) {
        var result = value(parameters, RESULT);
        var severity = value(parameters, SEVERITY);
        var group = result.flatMap(code -> Coded.of(FindingGroup.class, code));
        var known = severity.flatMap(code -> Coded.of(Severity.class, code));
        return new FindingFilter(
                group.orElse(null),
                value(parameters, AREA).orElse(null),
                known.orElse(null),
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
        return parameters;
    }

    boolean matches(Finding finding) {
        return understood
                && (group == null || group == finding.group())
                && (area == null || area.equals(finding.area()))
                && (severity == null || severity == finding.severity());
    }
}

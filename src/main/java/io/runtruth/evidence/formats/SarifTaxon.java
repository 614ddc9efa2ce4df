package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a rule or a result is classified as (SARIF 2.1.0, 3.19.3): by a relationship, or by the tags that tools
/// have come to use for it.
///
/// @param framework the name of the taxonomy
record SarifTaxon(String framework, String id) {

    private static final JsonPaths TARGET = JsonPaths.of("target.id", "target.toolComponent.name");
    private static final JsonPaths TARGETS = JsonPaths.of().each("relationships", TARGET);
    private static final JsonPaths TAXON = JsonPaths.of("id", "toolComponent.name");
    private static final JsonPaths TAXA = JsonPaths.of().each("taxa", TAXON);
    /// `external/cwe/cwe-079`, `CWE-327: Use of a broken algorithm`
    private static final Pattern CWE = Pattern.compile(
            "(?:external/cwe/)?CWE-0{0,6}(\\d{1,6})(?::.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /// `external/owasp/owasp-a1`, `OWASP-A03:2021 - Injection`
    private static final Pattern OWASP = Pattern.compile(
            "(?:external/owasp/)?OWASP-([AM]\\d{1,2}(?::20\\d\\d)?)(?:\\W.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static void ofTags(List<String> tags, List<SarifTaxon> into) {
        for (var tag : tags) {
            var cwe = CWE.matcher(tag);
            var owasp = OWASP.matcher(tag);
            if (cwe.matches()) {
                add("CWE", "CWE-" + cwe.group(1), into);
            } else if (owasp.matches()) {
                add("OWASP", owasp.group(1).toUpperCase(Locale.ROOT), into);
            }
        }
    }

    static void ofRelationships(JsonCursor in, List<SarifTaxon> into) {
        in.selectListed(TARGETS, "relationships")
                .each("relationships")
                .forEach(one -> add(one.first("target.toolComponent.name"), one.first("target.id"), into));
    }

    static List<SarifTaxon> ofResult(JsonCursor in) {
        var taxa = new ArrayList<SarifTaxon>();
        in.selectListed(TAXA, "taxa")
                .each("taxa")
                .forEach(one -> add(one.first("toolComponent.name"), one.first("id"), taxa));
        return taxa;
    }

    /// A relationship to another rule of the tool has no taxonomy.
    private static void add(@Nullable String framework, @Nullable String id, List<SarifTaxon> into) {
        if (framework != null && id != null && into.size() <= FrameworkReferences.MAX_REFERENCES) {
            into.add(new SarifTaxon(framework, id));
        }
    }
}

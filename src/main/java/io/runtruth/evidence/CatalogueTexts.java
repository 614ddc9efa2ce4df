package io.runtruth.evidence;

import io.runtruth.shared.Coded;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Which texts of a tool's checks are out of a catalogue, the same whoever is looked at (formats 3.2).
/// Every other one may tell of the target, and nobody can say whom it names. Of a format that many tools
/// write only those are believed whose catalogue is known.
///
/// @param title whether the title is, where the check has one beside its id
/// @param id whether an id in the place of a missing one is: else that can be what was found, in a sentence
public record CatalogueTexts(boolean title, boolean id, boolean rationale, boolean remedy) {

    /// Also of checks of which nobody knows where they come from.
    public static final CatalogueTexts NONE = new CatalogueTexts(false, false, false, false);

    private static final CatalogueTexts ALL = new CatalogueTexts(true, true, true, true);

    /// A rule has them; a result without one is called by its message, and a fix of it stands for a remedy.
    private static final CatalogueTexts OF_RULE = new CatalogueTexts(true, false, true, false);

    /// @param format its code; of one that is not known nothing is believed
    /// @param tool as a snapshot names it, several apart by commas
    public static CatalogueTexts of(String format, String tool) {
        return Coded.of(EvidenceFormat.class, format).map(it -> of(it, tool)).orElse(NONE);
    }

    private static CatalogueTexts of(EvidenceFormat format, String tool) {
        return switch (format) {
            case SCUBAGEAR, MAESTER, ZERO_TRUST_ASSESSMENT, XCCDF -> ALL;
            case SARIF -> OF_RULE;
            case OSCAL -> NONE; // whoever assessed wrote it of this system
            case OCSF -> known(tool, Set.of("prowler"));
            case ASFF -> known(tool, Set.of("security hub", "prowler"));
            case HDF -> known(tool, Set.of("inspec")); // a converter takes a title from wherever it finds one
        };
    }

    private static CatalogueTexts known(String tool, Set<String> tools) {
        return Arrays.stream(tool.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .allMatch(tools::contains)
                ? ALL
                : NONE;
    }

    /// What is believed of both.
    public CatalogueTexts and(CatalogueTexts other) {
        return new CatalogueTexts(
                title && other.title, id && other.id, rationale && other.rationale, remedy && other.remedy);
    }
}

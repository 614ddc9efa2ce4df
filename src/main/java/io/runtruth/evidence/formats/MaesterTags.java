package io.runtruth.evidence.formats;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the tags of a Maester test say of benchmarks and licences (formats 2.2). Any other tag is a word to choose
/// tests by.
final class MaesterTags {

    /// `CIS M365 v5.0.0`, which names the benchmark that `CIS.M365.1.1.1` is of.
    private static final Pattern CIS = Pattern.compile("CIS (\\w+) v[\\d.]+");
    private static final Pattern CIS_ID = Pattern.compile("CIS\\.(\\w+)\\.(\\d+(?:\\.\\d+)*)");
    private static final Pattern OTHER_ID = Pattern.compile("(CISA|EIDSCA|ORCA)\\.([A-Z\\d]+(?:\\.[A-Z\\d]+)*)");
    private static final Pattern PROFILE = Pattern.compile("CIS E\\d Level \\d");
    private static final Pattern LICENCE = Pattern.compile("(Entra ID (?:Free|P\\d|Governance))|CIS (E\\d)");

    private MaesterTags() {}

    static NotesDraft notes(List<String> tags) {
        var notes = new NotesDraft().group(profile(tags)).licence(licence(tags));
        for (var tag : tags) {
            var cis = CIS_ID.matcher(tag);
            var other = OTHER_ID.matcher(tag);
            if (cis.matches()) {
                notes.reference(benchmark(tags, cis.group(1)), cis.group(2));
            } else if (other.matches()) {
                notes.reference(other.group(1), other.group(2));
            }
        }
        return notes;
    }

    private static String benchmark(List<String> tags, String product) {
        return matches(tags, CIS)
                .filter(tag -> tag.group(1).equals(product))
                .map(Matcher::group)
                .findFirst()
                .orElse("CIS " + product);
    }

    private static @Nullable String profile(List<String> tags) {
        var profiles = matches(tags, PROFILE).map(Matcher::group).collect(Collectors.joining(", "));
        return profiles.isEmpty() ? null : profiles;
    }

    private static @Nullable String licence(List<String> tags) {
        var names = matches(tags, LICENCE)
                .map(tag -> tag.group(1) == null ? tag.group(2) : tag.group(1))
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    private static Stream<Matcher> matches(List<String> tags, Pattern pattern) {
        return tags.stream().map(pattern::matcher).filter(Matcher::matches);
    }
}

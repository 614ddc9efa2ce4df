package io.runtruth.evidence.formats;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Words in the place of an identity that tell no machine or tenant from another (contract 6): what every machine
/// is called by itself, and what programs make of nothing.
final class NoIdentity {

    private static final Pattern ITSELF =
            Pattern.compile("localhost\\d*(?:\\..*)?|chroot://.*|127\\..*|0\\.0\\.0\\.0|::1?"
                    + "|(?:0+:){7}0*[01]|169\\.254\\..*|fe80:.*");
    private static final Pattern ZONE = Pattern.compile("%.*$");
    /// The usual digests of nothing, and the id that stands for none.
    private static final Set<String> OF_NOTHING = Set.of(
            "da39a3ee-5e6b-5b0d-b255-bfef95601890",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "d41d8cd98f00b204e9800998ecf8427e",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "00000000-0000-0000-0000-000000000000");

    private NoIdentity() {}

    static boolean is(String word) {
        var bare = bare(word);
        return bare.isEmpty()
                || OF_NOTHING.contains(bare)
                || ITSELF.matcher(bare).matches();
    }

    /// Without regard to case, nor to the zone of an address.
    static String bare(String name) {
        return ZONE.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}

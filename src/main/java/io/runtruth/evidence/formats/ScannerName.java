package io.runtruth.evidence.formats;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tool that scanned, as the facts of a scan name it, else as its `test-system` does: a CPE
/// (`cpe:/a:redhat:openscap:1.3.5`) or free text.
record ScannerName(String name, @Nullable String version) {

    private static final Pattern CPE =
            Pattern.compile("cpe:(?:/|2\\.3:)[aoh]:[^:]+:([^:]+)(?::([^:]*))?(?::.*)?", Pattern.CASE_INSENSITIVE);
    private static final String OPEN_SCAP = "OpenSCAP";

    static ScannerName of(@Nullable String factName, @Nullable String factVersion, @Nullable String system) {
        var cpe = CPE.matcher(system == null ? "" : system.strip());
        var isCpe = cpe.matches();
        var name = isCpe ? product(cpe.group(1)) : system;
        var version = isCpe && cpe.group(2) != null && cpe.group(2).matches(".*\\d.*") ? cpe.group(2) : null;
        return new ScannerName(
                factName != null ? factName : name == null ? "XCCDF" : name,
                factVersion != null ? factVersion : version);
    }

    /// Its older versions name themselves by the CPE alone, and are the same tool.
    private static String product(String word) {
        return word.equalsIgnoreCase(OPEN_SCAP) ? OPEN_SCAP : word.replace('_', ' ');
    }
}

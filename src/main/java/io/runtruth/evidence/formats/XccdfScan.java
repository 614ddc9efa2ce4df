package io.runtruth.evidence.formats;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a `TestResult` says of itself. The account that ran the scan, and whom the tool is licensed to, are not
/// read.
///
/// @param report the id of the report around it; `""` outside of an ARF
/// @param benchmark its id, else where it came from; `""` where the file says neither
record XccdfScan(
        String report,
        String id,
        String benchmark,
        String profile,
        XccdfTarget target,
        ScannerName tool,
        StatedTime endedAt) {

    private static final int MAX_CHARS = 300;

    static XccdfScan read(XmlCursor in, String report) {
        return new Reading(in).read(report);
    }

    boolean isRepeatedBy(XccdfScan other) {
        return key().equals(other.key());
    }

    /// What makes a choice between two of them.
    List<String> key() {
        return List.of(target.key(), profile, benchmark);
    }

    /// All that is kept of it as text, for a budget.
    List<String> names() {
        return Stream.concat(Stream.of(id, benchmark, profile, tool.name()), target.all().stream())
                .toList();
    }

    private static final class Reading {

        private final XmlCursor in;
        private final XccdfTarget target = new XccdfTarget();
        private String benchmark = "";
        private String profile = "";
        private @Nullable String scanner;
        private @Nullable String version;

        Reading(XmlCursor in) {
            this.in = in;
        }

        XccdfScan read(String report) {
            var id = attribute("id");
            var system = in.attribute("test-system");
            var endedAt = StatedTime.of(in.attribute("end-time")).or(StatedTime.of(in.attribute("start-time")));
            in.children(XccdfDocument.XCCDF, this::part);
            var tool = ScannerName.of(scanner, version, Cleaned.line(system, MAX_CHARS));
            return new XccdfScan(report, id, benchmark, profile, target, tool, endedAt);
        }

        private String attribute(String name) {
            var value = Cleaned.line(in.attribute(name), MAX_CHARS);
            return value == null ? "" : value;
        }

        private void part(String name) {
            switch (name) {
                case "benchmark" -> {
                    var id = attribute("id");
                    benchmark = id.isEmpty() ? attribute("href") : id;
                }
                case "profile" -> profile = attribute("idref");
                case "target" -> target.stated(in.text());
                case "target-facts" -> in.children(XccdfDocument.XCCDF, _ -> fact(attribute("name")));
                default -> {}
            }
        }

        /// `urn:xccdf:fact:scanner:name`, or a tool's own `urn:scap:fact:…`.
        private void fact(String name) {
            var word = name.toLowerCase(Locale.ROOT);
            if (word.endsWith(":scanner:name")) {
                scanner = Cleaned.line(in.text(), MAX_CHARS);
            } else if (word.endsWith(":scanner:version")) {
                version = Cleaned.line(in.text(), MAX_CHARS);
            } else if (word.endsWith(":identifier:fqdn") || word.endsWith(":identifier:host_name")) {
                target.fact(in.text());
            }
        }
    }
}

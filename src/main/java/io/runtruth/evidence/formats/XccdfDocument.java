package io.runtruth.evidence.formats;

import java.util.Set;

/// Where benchmarks and results stand in a file (formats 2.8): at its root, in one another, or in the parts of an
/// ARF. Rules stand before the results that name them.
final class XccdfDocument {

    static final Set<String> XCCDF =
            Set.of("http://checklists.nist.gov/xccdf/1.1", "http://checklists.nist.gov/xccdf/1.2");
    static final Set<String> ARF = Set.of("http://scap.nist.gov/schema/asset-reporting-format/1.1");
    static final Set<String> REPORTING = Set.of("http://scap.nist.gov/schema/reporting-core/1.1");

    private final XmlCursor in;
    private final XccdfParts parts;

    private XccdfDocument(XmlCursor in, XccdfParts parts) {
        this.in = in;
        this.parts = parts;
    }

    /// Reads the file to its end.
    static void read(XmlCursor in, XccdfParts parts) {
        var document = new XccdfDocument(in, parts);
        if (in.name().isOf(ARF, "asset-report-collection")) {
            in.children(document::collection);
        } else {
            document.result(in.name(), "");
        }
        in.end();
    }

    private void result(XmlName name, String report) {
        if (name.isOf(XCCDF, "TestResult")) {
            parts.scan(report);
        } else if (name.isOf(XCCDF, "Benchmark")) {
            benchmark(report, true);
        }
    }

    private void benchmark(String report, boolean isReported) {
        parts.benchmark(in.attribute("id"));
        in.children(XCCDF, name -> {
            if (!name.equals("TestResult")) {
                parts.benchmarkPart(name);
            } else if (isReported) {
                parts.scan(report);
            }
        });
    }

    private void collection(XmlName part) {
        if (part.isOf(ARF, "report-requests")) {
            in.children(this::request);
        } else if (part.isOf(ARF, "assets")) {
            in.children(ARF, _ -> parts.asset());
        } else if (part.isOf(ARF, "reports")) {
            in.children(ARF, _ -> report());
        } else if (part.isOf(REPORTING, "relationships")) {
            in.children(REPORTING, _ -> parts.relationship());
        }
    }

    /// What was asked for: the benchmark lies somewhere in its data streams.
    private void request(XmlName name) {
        if (name.isOf(XCCDF, "Benchmark")) {
            benchmark("", false);
        } else {
            in.children(this::request);
        }
    }

    /// Most reports of an ARF are results of single tests and support documents.
    private void report() {
        var id = in.attribute("id");
        in.children(ARF, _ -> in.children(name -> result(name, id == null ? "" : id)));
    }
}

package io.runtruth.evidence.formats;

/// XCCDF files for tests, valid and small.
final class XccdfFile {

    static final String NAMESPACE = "http://checklists.nist.gov/xccdf/1.2";

    private XccdfFile() {}

    /// A `TestResult` alone.
    static String bare(String parts) {
        return "<TestResult xmlns='" + NAMESPACE + "' id='r' test-system='cpe:/a:redhat:openscap:1.3.5'"
                + " end-time='2026-01-01T00:00:00Z'>" + parts + "</TestResult>";
    }

    /// Of a machine with a name.
    static String of(String results) {
        return bare("<target>web01.example.org</target>" + results);
    }

    static String withBenchmark(String rules, String results) {
        return "<Benchmark xmlns='" + NAMESPACE + "' id='b'><title>The benchmark</title>" + rules + of(results)
                + "</Benchmark>";
    }

    static String result(String rule, String result) {
        return "<rule-result idref='" + rule + "' severity='high'><result>" + result + "</result></rule-result>";
    }

    /// One of several scans in a file.
    static String scan(String id, String benchmark, String profile, String target, String end, String result) {
        return "<TestResult id='" + id + "' end-time='" + end + "'><benchmark id='" + benchmark + "'/><profile idref='"
                + profile + "'/><target>" + target + "</target>" + result("rule", result) + "</TestResult>";
    }

    /// Several in one benchmark.
    static String scans(String... scans) {
        return "<Benchmark xmlns='" + NAMESPACE + "' id='b'>" + String.join("", scans) + "</Benchmark>";
    }

    static String collection(String parts) {
        return "<a:asset-report-collection xmlns:a='http://scap.nist.gov/schema/asset-reporting-format/1.1'"
                + " xmlns:c='http://scap.nist.gov/schema/reporting-core/1.1'"
                + " xmlns:i='http://scap.nist.gov/schema/asset-identification/1.1' xmlns='" + NAMESPACE + "'>" + parts
                + "</a:asset-report-collection>";
    }

    static String report(String id, String content) {
        return "<a:report id='" + id + "'><a:content>" + content + "</a:content></a:report>";
    }
}

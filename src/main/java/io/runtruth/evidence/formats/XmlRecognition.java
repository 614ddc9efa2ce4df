package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import org.jspecify.annotations.Nullable;

/// Tells an XML file's format from its root element (formats 1). Whether a benchmark holds results shows only at
/// its end, to its reader.
final class XmlRecognition {

    private static final String OVAL = "http://oval.mitre.org/XMLSchema/";
    private static final String SOURCE_STREAM = "http://scap.nist.gov/schema/scap/source/";

    private XmlRecognition() {}

    /// @param told what a person said; `null` to recognise it from the content
    /// @throws Problem.InvalidInput `evidence.xml_unsupported` or `evidence.format_mismatch`, or a code that
    ///     names the kind and what to upload
    static EvidenceFormat of(XmlFile file, @Nullable EvidenceFormat told) {
        var root = root(file);
        if (isResults(root) && (told == null || told == EvidenceFormat.XCCDF)) {
            return EvidenceFormat.XCCDF;
        }
        var kind = kind(root);
        if (kind == null && told != null) {
            throw new Problem.InvalidInput("evidence.format_mismatch", told.title());
        }
        throw new Problem.InvalidInput(kind == null ? "evidence.xml_unsupported" : kind);
    }

    private static XmlName root(XmlFile file) {
        try (var in = file.open()) {
            return in.name();
        }
    }

    private static boolean isResults(XmlName root) {
        return root.isOf(XccdfDocument.XCCDF, "TestResult")
                || root.isOf(XccdfDocument.XCCDF, "Benchmark")
                || root.isOf(XccdfDocument.ARF, "asset-report-collection");
    }

    private static @Nullable String kind(XmlName root) {
        if (root.isOf(XccdfDocument.XCCDF, "Tailoring")) {
            return "evidence.xccdf_tailoring_unsupported";
        }
        if (root.namespace().startsWith(SOURCE_STREAM)) {
            return "evidence.scap_source_unsupported";
        }
        if (root.namespace().startsWith(OVAL)) {
            return "evidence.oval_unsupported";
        }
        return root.namespace().isEmpty() && root.local().equals("CHECKLIST")
                ? "evidence.stig_checklist_unsupported"
                : null;
    }
}

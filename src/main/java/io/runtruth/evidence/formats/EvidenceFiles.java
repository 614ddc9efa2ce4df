package io.runtruth.evidence.formats;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.shared.Problem;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the output of assessment tools (contract 6.1). Memory does not grow with the file: at most 256 MiB,
/// 1,000,000 checks.
public final class EvidenceFiles {

    private EvidenceFiles() {}

    /// Reads a file from front to back, more than once where its format needs it, and hands its checks on in the
    /// order of the file. Checks that were handed on before a refusal are void.
    ///
    /// @throws io.runtruth.shared.Problem.InvalidInput `evidence.…`, with the line and path where that is known
    public static FileFacts read(Path file, ReadOptions options, Consumer<Check> sink) {
        var counter = new CheckCounter(sink);
        return switch (EvidenceFile.of(file)) {
            case JsonFile json -> {
                var format = Recognition.of(json, options.format());
                yield counter.facts(format, reader(format, options).read(json, counter));
            }
            case XmlFile xml -> {
                var format = XmlRecognition.of(xml, options.format());
                yield counter.facts(format, new XccdfReader(options.tenant()).read(xml, counter));
            }
        };
    }

    /// The format that the file is read as.
    ///
    /// @param told what the person said; `null` to recognise it from the content
    /// @throws io.runtruth.shared.Problem.InvalidInput where it is not known, or shows to be another than was told
    public static EvidenceFormat format(Path file, @Nullable EvidenceFormat told) {
        return switch (EvidenceFile.of(file)) {
            case JsonFile json -> Recognition.of(json, told);
            case XmlFile xml -> XmlRecognition.of(xml, told);
        };
    }

    private static FormatReader<JsonFile> reader(EvidenceFormat format, ReadOptions options) {
        return switch (format) {
            case SCUBAGEAR -> new ScubaReader();
            case MAESTER -> new MaesterReader(options.tenant());
            case ZERO_TRUST_ASSESSMENT -> new ZeroTrustReader();
            case OCSF -> new OcsfReader();
            case SARIF -> new SarifReader(options.at());
            case OSCAL -> new OscalReader();
            case HDF -> new HdfReader(options.tenant());
            case ASFF -> new AsffReader(options.tenant());
            // written in XML alone
            case XCCDF -> throw new Problem.InvalidInput("evidence.format_mismatch", format.title());
        };
    }
}

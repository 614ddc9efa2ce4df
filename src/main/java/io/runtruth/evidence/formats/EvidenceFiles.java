package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import java.nio.file.Path;

/// Reads the output of assessment tools (contract 6.1). Memory does not grow with the file: at most 256 MiB,
/// 1,000,000 checks.
public final class EvidenceFiles {

    private EvidenceFiles() {}

    /// Finds out what a file is.
    ///
    /// @param between is run before each portion of the file that is read, here and by whoever reads it then; may
    ///     end the reading
    /// @throws io.runtruth.shared.Problem.InvalidInput where it is not known, or shows to be another than was told
    public static RecognisedFile recognised(Path file, ReadOptions options, Runnable between) {
        return switch (EvidenceFile.of(file, between)) {
            case JsonFile json -> {
                var format = Recognition.of(json, options.format());
                yield new RecognisedFile(
                        format, counter -> reader(format, options).read(json, counter));
            }
            case XmlFile xml -> {
                var format = XmlRecognition.of(xml, options.format());
                yield new RecognisedFile(format, counter -> new XccdfReader(options.tenant()).read(xml, counter));
            }
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

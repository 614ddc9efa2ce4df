package io.runtruth.evidence.formats;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import java.util.function.Consumer;

/// A file whose format is known, and of which no check was read yet.
public final class RecognisedFile {

    private final EvidenceFormat format;
    private final CheckSource source;

    RecognisedFile(EvidenceFormat format, CheckSource source) {
        this.format = format;
        this.source = source;
    }

    /// That the file is read as.
    public EvidenceFormat format() {
        return format;
    }

    /// Reads the file from front to back, more than once where its format needs it, and hands its checks on in the
    /// order of the file. Checks that were handed on before a refusal are void.
    ///
    /// @throws io.runtruth.shared.Problem.InvalidInput `evidence.…`, with the line and path where that is known
    public FileFacts read(Consumer<Check> sink) {
        var counter = new CheckCounter(sink);
        return counter.facts(format, source.read(counter));
    }

    /// What a reader makes of it.
    interface CheckSource {

        FileOrigin read(CheckCounter counter);
    }
}

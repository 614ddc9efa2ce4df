package io.runtruth.evidence.formats;

/// Reads the checks of one format into a [CheckCounter], in the order of the file.
interface FormatReader {

    /// @throws io.runtruth.shared.Problem.InvalidInput where the file is not of this format, or is broken
    FileOrigin read(JsonFile file, CheckCounter counter);
}

package io.runtruth.evidence.formats;

/// Reads the checks of one format into a [CheckCounter], in the order of the file.
///
/// @param <F> how files of this format are written
interface FormatReader<F extends EvidenceFile> {

    /// @throws io.runtruth.shared.Problem.InvalidInput where the file is not of this format, or is broken
    FileOrigin read(F file, CheckCounter counter);
}

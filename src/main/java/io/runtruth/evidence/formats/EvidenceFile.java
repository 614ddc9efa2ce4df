package io.runtruth.evidence.formats;

import java.nio.file.Path;

/// A file of evidence, told apart by how it is written. Each kind opens a cursor of its own, and is recognised by
/// its own signs.
sealed interface EvidenceFile permits JsonFile, XmlFile {

    /// @param between is run before each portion that is read of it
    /// @throws io.runtruth.shared.Problem.InvalidInput where the first bytes show that it is neither, or it is too
    /// large
    static EvidenceFile of(Path path, Runnable between) {
        var text = TextFile.of(path, between);
        return text.isMarkup() ? new XmlFile(text) : new JsonFile(text);
    }
}

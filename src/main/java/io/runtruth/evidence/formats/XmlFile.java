package io.runtruth.evidence.formats;

/// An XML file on disk, which may be read several times.
record XmlFile(TextFile text) implements EvidenceFile {

    XmlCursor open() {
        return new XmlCursor(text.open(), text::encodingFault);
    }
}

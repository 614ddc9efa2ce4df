package io.runtruth.evidence.formats;

/// A JSON file on disk, which may be read several times.
record JsonFile(TextFile text) implements EvidenceFile {

    JsonCursor open() {
        return new JsonCursor(text.open(), text::encodingFault);
    }
}

package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;

/// A place in a file that is read once from front to back.
interface FileCursor extends AutoCloseable {

    /// A refusal of the file at this place; the arguments are the line and the path in the document.
    Problem.InvalidInput refusal(String code);

    @Override
    void close();
}

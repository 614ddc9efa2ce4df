package io.runtruth.operations;

/// How far a run is.
///
/// @param done steps finished, 0 to `total`
/// @param step the key of the current one, dotted or snake case: the tail of its text's key `run.step.<step>`
public record Progress(int done, int total, String step) {

    public Progress {
        if (done < 0 || done > total) {
            throw new IllegalArgumentException(done + " of " + total);
        }
    }
}

package io.runtruth.restore;

import io.runtruth.shared.Coded;

/// What a restore would do to a document of its snapshot, as the preview found the target.
public enum ItemChange implements Coded {
    /// The target has no such document.
    CREATE,
    /// It says something else there.
    CHANGE,
    /// It says the same there, be it in another form: nothing is to be done.
    UNCHANGED
}

package io.runtruth.access;

import io.runtruth.shared.Coded;

/// Why a session is over before its time.
enum SessionEnding implements Coded {
    SIGNED_OUT,
    /// By its person, from another session or with all of them.
    ENDED,
    /// Another sign-in at the same browser.
    REPLACED,
    /// More than a person may have at once.
    TOO_MANY,
    /// Its ticket was used by two.
    COPIED,
    DISABLED,
    PASSWORD_CHANGED
}

package io.runtruth.mail;

import io.runtruth.shared.Coded;

/// What came of sending a letter once.
sealed interface Sent {

    /// The server has taken it.
    record HandedOver() implements Sent {}

    /// There is nothing to send any more: what it was about has ended, or its person has lost the right to know.
    record Lapsed() implements Sent {}

    record NotSent(LetterFault fault) implements Sent {}

    enum LetterFault implements Coded {
        /// Nobody has the address, says the server; trying again changes nothing.
        REFUSED,
        /// The server did not take it this time.
        NOT_TAKEN,
        /// No server could be reached, or it did not answer in time.
        UNREACHABLE,
        /// The server does not know who sends.
        SIGN_IN,
        /// The node has another key than the one that it was sealed with.
        NO_KEY
    }
}

package io.runtruth.mail;

import java.util.List;

/// What is sealed of a letter with a link until it is sent.
///
/// @param to the address
/// @param names what its sentences need
record SealedLink(String to, List<String> names, String secret) {

    SealedLink {
        names = List.copyOf(names);
    }

    /// Without the secret, so that it cannot reach a log by accident.
    @Override
    public String toString() {
        return "SealedLink";
    }
}

package io.runtruth.mail;

import io.runtruth.access.LinkMail.LinkKind;
import io.runtruth.shared.Coded;

/// What is sent, and how much of it in the name of one workspace or account within an hour.
enum LetterKind implements Coded {
    /// Of a workspace.
    INVITATION(20),
    /// Of an account.
    RESET(3),
    /// Of an account: what is sent to an address that may be a stranger's.
    CONFIRMATION(3),
    /// As often as the person chose.
    DIGEST(Integer.MAX_VALUE);

    private final int mostAnHour;

    LetterKind(int mostAnHour) {
        this.mostAnHour = mostAnHour;
    }

    int mostAnHour() {
        return mostAnHour;
    }

    static LetterKind of(LinkKind link) {
        return switch (link) {
            case INVITATION -> INVITATION;
            case RESET -> RESET;
            case CONFIRMATION -> CONFIRMATION;
        };
    }
}

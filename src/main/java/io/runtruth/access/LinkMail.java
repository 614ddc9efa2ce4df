package io.runtruth.access;

import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Sends by e-mail a link that is shown once, where this installation has a mail server; the part that sends
/// implements it. What it is given is sent after the transaction commits, or not at all.
public interface LinkMail {

    boolean isSetUp();

    /// @throws Problem.Conflict `mail.not_set_up`
    /// @throws Problem.TooMuch `mail.too_many`: of one kind and owner only so many within an hour
    void send(LinkLetter letter);

    /// Once more, where it was given up.
    ///
    /// @param about the link
    /// @return whether there was one
    boolean sendAgain(UUID about);

    /// @param about id of the invitation or of the link: it is sent only while that is open
    /// @param owner the workspace or the account in whose name it is sent
    /// @param names what its sentences need: of an invitation the workspace's and the inviter's, else the username
    /// @param secret of the link
    record LinkLetter(
            LinkKind kind, UUID about, UUID owner, MailTo to, List<String> names, String secret, Instant expiresAt) {

        public LinkLetter {
            names = List.copyOf(names);
        }

        /// Without the secret, so that it cannot reach a log by accident.
        @Override
        public String toString() {
            return "LinkLetter[%s %s]".formatted(kind, about);
        }
    }

    /// What a link opens.
    enum LinkKind implements Coded {
        INVITATION,
        RESET,
        CONFIRMATION
    }

    /// What becomes of what is to be sent.
    enum MailState implements Coded {
        WAITING,
        SENT,
        /// After a day of trying, or because nobody has the address.
        GIVEN_UP,
        /// What it was about had ended before it could be sent.
        LAPSED
    }
}

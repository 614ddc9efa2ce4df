package io.runtruth.mail;

import io.runtruth.access.LinkMail;
import io.runtruth.mail.LetterRepository.NewLetter;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Puts what is to be sent beside what it is about, in its transaction: nothing of what was rolled back is sent.
@Component
class MailOutbox implements LinkMail {

    private static final Duration COUNTED = Duration.ofHours(1);

    private final Optional<MailSettings> settings;
    private final LetterRepository letters;
    private final JsonMapper json;
    private final QueueClock clock;

    MailOutbox(Optional<MailSettings> settings, LetterRepository letters, JsonMapper json, QueueClock clock) {
        this.settings = settings;
        this.letters = letters;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean isSetUp() {
        return settings.isPresent();
    }

    /// Whoever calls holds the owner: of two at once the second is counted too.
    @Override
    public void send(LinkLetter letter) {
        var key = settings.orElseThrow(() -> new Problem.Conflict("mail.not_set_up"))
                .key();
        var kind = LetterKind.of(letter.kind());
        requireRoom(kind, letter.owner());
        var id = UUID.randomUUID();
        var content =
                json.writeValueAsString(new SealedLink(letter.to().address().text(), letter.names(), letter.secret()));
        letters.add(new NewLetter(
                id,
                kind,
                letter.about(),
                letter.owner(),
                letter.to().locale(),
                key.seal(content, id.toString()),
                null,
                clock.now(),
                letter.expiresAt()));
    }

    private void requireRoom(LetterKind kind, UUID owner) {
        var now = clock.now();
        letters.atOfLast(kind, owner, kind.mostAnHour(), now.minus(COUNTED)).ifPresent(last -> {
            throw new Problem.TooMuch(
                    "mail.too_many",
                    Math.max(1, Duration.between(now, last.plus(COUNTED)).toSeconds()));
        });
    }

    @Override
    public boolean sendAgain(UUID about) {
        return letters.again(about, clock.now());
    }
}

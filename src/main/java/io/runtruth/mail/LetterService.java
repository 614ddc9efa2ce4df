package io.runtruth.mail;

import io.runtruth.access.LinkMail.MailState;
import io.runtruth.mail.Sent.LetterFault;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Delays;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of letters: taken, settled, forgotten. No transaction is open while one is sent.
@Service
class LetterService {

    /// Longer than sending takes, also with a server that takes its time for each of its answers.
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final LetterRepository letters;
    private final QueueClock clock;

    LetterService(LetterRepository letters, QueueClock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /// Several nodes take at the same time without meeting.
    ///
    /// @param most how many can be sent now
    @Transactional
    List<DueLetter> take(int most) {
        return letters.take(clock.now(), LEASE, most);
    }

    @Transactional
    void settle(DueLetter due, Sent sent) {
        switch (sent) {
            case Sent.HandedOver _ -> letters.settle(due, MailState.SENT, null, null);
            case Sent.Lapsed _ -> letters.settle(due, MailState.LAPSED, null, null);
            case Sent.NotSent failed -> settle(due, failed.fault());
        }
    }

    private void settle(DueLetter due, LetterFault fault) {
        var delay = Delays.OF_OTHERS.after(due.attempts()).filter(_ -> fault != LetterFault.REFUSED);
        letters.settle(
                due,
                delay.isEmpty() ? MailState.GIVEN_UP : MailState.WAITING,
                fault,
                delay.map(it -> clock.now().plus(it)).orElse(null));
    }

    /// @return how many there was something to do with; 0 where none is left
    @Transactional
    int forget() {
        return letters.wipe(clock.now(), FORGOTTEN_AT_ONCE)
                + letters.deleteOld(clock.now().minus(KEPT), FORGOTTEN_AT_ONCE);
    }
}

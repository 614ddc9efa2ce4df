package io.runtruth.operations;

import io.runtruth.access.Actor;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps up to when a person has read what the bell told.
@Service
public class NoticeService {

    private final NoticeSeenRepository seen;
    private final Clock clock;

    NoticeService(NoticeSeenRepository seen, Clock clock) {
        this.seen = seen;
        this.clock = clock;
    }

    /// Everything told so far is read.
    @Transactional
    public void seen(Actor.Person person) {
        seen.upTo(person.account(), clock.instant());
    }
}

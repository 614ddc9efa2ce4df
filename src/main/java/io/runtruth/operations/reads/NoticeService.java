package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps up to when a person has read what the bell told.
@Service
public class NoticeService {

    private final NoticeSeenRepository seen;

    NoticeService(NoticeSeenRepository seen) {
        this.seen = seen;
    }

    /// What was told is read; what ends meanwhile is not.
    ///
    /// @param told newest first, as [NoticeQueries] has them
    @Transactional
    public void seen(Actor.Person person, List<Notice> told) {
        if (!told.isEmpty()) {
            seen.upTo(person.account(), told.getFirst().at());
        }
    }
}

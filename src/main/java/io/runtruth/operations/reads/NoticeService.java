package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps up to when a person has read what the bell told.
@Service
public class NoticeService {

    private final NoticeSeenRepository seen;
    private final AuditTrail audit;

    NoticeService(NoticeSeenRepository seen, AuditTrail audit) {
        this.seen = seen;
        this.audit = audit;
    }

    /// What was told is read; what ends meanwhile is not. Commits with its audit entry.
    ///
    /// @param told newest first, as [NoticeQueries] has them
    @Transactional
    public void seen(Actor.Person person, List<Notice> told) {
        if (!told.isEmpty() && seen.upTo(person.account(), told.getFirst().toldAt())) {
            audit.append(
                    person,
                    null,
                    new AuditTrail.Entry(
                            "notices.read",
                            "account",
                            person.account(),
                            Map.of("up_to", told.getFirst().toldAt().toString())));
        }
    }
}

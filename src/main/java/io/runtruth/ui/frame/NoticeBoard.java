package io.runtruth.ui.frame;

import io.runtruth.access.Actor;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.Notice;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.operations.reads.NoticeService;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.SharedReading;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// What the bells of the node show: read once for each person, however many pages they have open, and again only
/// where a run has ended.
@Component
public class NoticeBoard {

    private final NoticeService service;
    private final SharedReading<Actor.Person, List<Notice>> notices;

    NoticeBoard(NoticeQueries queries, NoticeService service, LiveUpdates live) {
        this.service = service;
        notices =
                live.shared(change -> tellsOfAnEnding(change) || change.kind() == Change.Kind.ACCESS, queries::recent);
    }

    /// Newest first.
    List<Notice> recent(Actor.Person person) {
        return notices.get(person);
    }

    /// What was told is read.
    void seen(Actor.Person person, List<Notice> told) {
        service.seen(person, told);
        notices.giveUp(person);
    }

    Runnable listen(Predicate<Change> filter, Runnable told) {
        return notices.listen(filter, told);
    }

    static boolean tellsOfAnEnding(Change change) {
        return change.kind() == Change.Kind.RUN && change.ended();
    }
}

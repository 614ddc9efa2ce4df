package io.runtruth.ui.frame;

import io.runtruth.access.Actor;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.Notice;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.operations.reads.NoticeService;
import io.runtruth.portal.QuestionNotice;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.portal.QuestionService;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.SharedReading;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// What the bells of the node show: read once for each person, however many pages they have open, and again only
/// where a run has ended, or something was asked or answered.
@Component
public class NoticeBoard {

    private final NoticeService service;
    private final QuestionService questionService;
    private final SharedReading<Actor.Person, List<Notice>> notices;
    private final SharedReading<Actor.Person, List<QuestionNotice>> questions;

    NoticeBoard(
            NoticeQueries queries,
            NoticeService service,
            QuestionQueries questionQueries,
            QuestionService questionService,
            LiveUpdates live) {
        this.service = service;
        this.questionService = questionService;
        notices =
                live.shared(change -> tellsOfAnEnding(change) || change.kind() == Change.Kind.ACCESS, queries::recent);
        questions = live.shared(
                change -> change.kind() == Change.Kind.READER || change.kind() == Change.Kind.ACCESS,
                questionQueries::recent);
    }

    BellNotices recent(Actor.Person person) {
        return new BellNotices(notices.get(person), questions.get(person));
    }

    /// What was told is read.
    void seen(Actor.Person person, BellNotices told) {
        service.seen(person, told.runs());
        questionService.seen(person, told.questions());
        notices.giveUp(person);
        questions.giveUp(person);
    }

    Runnable listen(Predicate<Change> filter, Runnable told) {
        var ofRuns = notices.listen(filter, told);
        var ofQuestions = questions.listen(filter, told);
        return () -> {
            ofRuns.run();
            ofQuestions.run();
        };
    }

    static boolean tellsOfAnEnding(Change change) {
        return change.kind() == Change.Kind.RUN && change.ended();
    }
}

package io.runtruth.mail;

import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.mail.ToldFact.ToldQuestion;
import io.runtruth.mail.ToldFact.ToldRisks;
import io.runtruth.mail.ToldFact.ToldRun;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.reviews.WaiverQueries;
import io.runtruth.reviews.WaiverQueries.WaiversDue;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What a person wants to be told by e-mail, and may know at that moment (I12).
@Component
class ToldFacts {

    private final NoticeQueries runs;
    private final QuestionQueries questions;
    private final WaiverQueries waivers;
    private final NoticeChoiceQueries choices;

    ToldFacts(NoticeQueries runs, QuestionQueries questions, WaiverQueries waivers, NoticeChoiceQueries choices) {
        this.runs = runs;
        this.questions = questions;
        this.waivers = waivers;
        this.choices = choices;
    }

    /// Newest first.
    ///
    /// @param most 1 or more
    List<ToldFact> of(Actor.Person person, DueLetter.ToldSpan span, int most) {
        return Stream.of(
                        runs.toMail(person, span.after(), span.upTo(), most).stream()
                                .map(ToldRun::new),
                        questions.toMail(person, span.after(), span.upTo(), most).stream()
                                .map(ToldQuestion::new),
                        due(person, span).stream().map(ToldRisks::new))
                .<ToldFact>flatMap(it -> it)
                .sorted(Comparator.comparing(ToldFact::at).reversed())
                .limit(most)
                .toList();
    }

    private List<WaiversDue> due(Actor.Person person, DueLetter.ToldSpan span) {
        return choices.of(person, NoticeWay.MAIL).contains(NoticeKind.ACCEPTED_RISK_DUE)
                ? waivers.due(person, span.after(), span.upTo())
                : List.of();
    }
}

package io.runtruth.portal;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.portal.QuestionRepository.FoundQuestion;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.shared.Problem;
import io.runtruth.shared.WrittenText;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Questions about the findings of what is published (contract 8, published): whoever reads it asks, who
/// manages reviews there answers or closes, and who asked may close their own. A question ends once. Each step
/// commits with its audit entry.
///
/// Every method throws [Problem.NotFound] also for a review that the actor may not see.
@Service
public class QuestionService {

    /// Characters of a question, and of an answer.
    public static final int MOST_QUESTION = 2_000;

    public static final int MOST_ANSWER = 4_000;

    /// Questions of a person within [#WITHIN].
    public static final int MOST_ASKED = 20;

    static final Duration WITHIN = Duration.ofHours(1);

    private static final int MOST_CONTROL = 200;
    private static final int MOST_TITLE = 300;

    private final Access access;
    private final PublishedReviews published;
    private final ReviewQueries reviews;
    private final QuestionRepository questions;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    QuestionService(
            Access access,
            PublishedReviews published,
            ReviewQueries reviews,
            QuestionRepository questions,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.access = access;
        this.published = published;
        this.reviews = reviews;
        this.questions = questions;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// @return its id; that of the first time, where the same request comes again (I14)
    /// @throws Problem.InvalidInput `question.text`, `question.finding`
    /// @throws Problem.TooMuch `question.too_many`
    /// @throws Problem.Unprocessable `request_id.reused`
    @Transactional
    public UUID ask(Actor.Person actor, UUID workspaceId, UUID reviewId, NewQuestion asked) {
        var ref = published.require(actor, workspaceId, reviewId);
        var text = WrittenText.of(asked.text(), MOST_QUESTION)
                .orElseThrow(() -> new Problem.InvalidInput("question.text", MOST_QUESTION));
        var finding = finding(actor, ref, asked.finding());
        questions.hold(actor.account());
        var before = questions.asked(workspaceId, actor.account(), asked.requestId());
        if (before.isPresent()) {
            var known = before.get();
            if (!known.reviewId().equals(reviewId)
                    || known.finding() != asked.finding()
                    || !known.text().equals(text)) {
                throw new Problem.Unprocessable("request_id.reused");
            }
            return known.id();
        }
        var now = clock.instant();
        questions.mustWait(actor.account(), MOST_ASKED, WITHIN, now).ifPresent(wait -> {
            throw new Problem.TooMuch("question.too_many", Math.max(1, wait.toSeconds()));
        });
        if (!published.hold(ref)) {
            throw new Problem.NotFound("not_found");
        }
        var id = UUID.randomUUID();
        questions.ask(
                actor,
                ref,
                new KeptQuestion(
                        id,
                        asked.finding(),
                        cut(finding.controlId(), MOST_CONTROL),
                        cut(finding.title(), MOST_TITLE),
                        text,
                        asked.requestId()),
                now);
        changed(actor, ref, "review.question_asked", id);
        return id;
    }

    /// As it is told to who reads what is published only, who is to be told of the question again.
    private Finding finding(Actor actor, ReviewRef ref, int place) {
        var content = reviews.handedOn(actor, ref.scope().workspaceId(), ref.id(), true)
                .detail()
                .content();
        var findings = content == null ? null : content.findings();
        var controls = findings == null ? List.<Finding>of() : findings.controls();
        if (place < 0 || place >= controls.size()) {
            throw new Problem.InvalidInput("question.finding");
        }
        return controls.get(place);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /// @param answer 1 to 4,000 characters
    /// @throws Problem.InvalidInput `question.answer`
    /// @throws Problem.Conflict `question.ended`, `question.withdrawn` where nobody would be told, as the review
    ///     is withdrawn
    @Transactional
    public void answer(Actor.Person actor, UUID workspaceId, UUID questionId, String answer) {
        var held = held(actor, workspaceId, questionId);
        published.requireManaging(actor, held.ref());
        var text = WrittenText.of(answer, MOST_ANSWER)
                .orElseThrow(() -> new Problem.InvalidInput("question.answer", MOST_ANSWER));
        if (held.status() == QuestionStatus.OPEN && !published.hold(held.ref())) {
            throw new Problem.Conflict("question.withdrawn");
        }
        end(actor, held, questionId, text);
    }

    /// Without an answer, by who manages reviews there, or who asked.
    ///
    /// @throws Problem.Conflict `question.ended`
    @Transactional
    public void close(Actor.Person actor, UUID workspaceId, UUID questionId) {
        var held = held(actor, workspaceId, questionId);
        if (!held.askedBy().equals(actor.account())) {
            published.requireManaging(actor, held.ref());
        }
        end(actor, held, questionId, null);
    }

    /// What was told is read; what comes meanwhile is not. Commits with its audit entry.
    ///
    /// @param told as [QuestionQueries] has them, the newest first
    @Transactional
    public void seen(Actor.Person actor, List<QuestionNotice> told) {
        if (!told.isEmpty() && questions.seen(actor.account(), told.getFirst().at())) {
            audit.append(
                    actor,
                    null,
                    new Entry(
                            "questions.read",
                            "account",
                            actor.account(),
                            Map.of("up_to", told.getFirst().at().toString())));
        }
    }

    /// As the actor knows it: to who reads what is published only, a question of somebody else is like none.
    private FoundQuestion held(Actor.Person actor, UUID workspaceId, UUID questionId) {
        access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        var held = questions.find(workspaceId, questionId).orElseThrow(() -> new Problem.NotFound("not_found"));
        published.seen(actor, workspaceId, held.ref().id());
        if (!held.askedBy().equals(actor.account()) && !published.isToldAll(actor, workspaceId)) {
            throw new Problem.NotFound("not_found");
        }
        return held;
    }

    /// Safe to repeat by the same person with the same words.
    private void end(Actor.Person actor, FoundQuestion held, UUID id, @Nullable String answer) {
        var workspaceId = held.ref().scope().workspaceId();
        if (questions.end(actor, workspaceId, id, answer, clock.instant())) {
            changed(actor, held.ref(), answer == null ? "review.question_closed" : "review.question_answered", id);
            return;
        }
        var now = questions.find(workspaceId, id).orElseThrow();
        if (!actor.account().equals(now.endedBy()) || !Objects.equals(answer, now.answer())) {
            throw new Problem.Conflict("question.ended");
        }
    }

    private void changed(Actor actor, ReviewRef ref, String action, UUID question) {
        audit.append(
                actor,
                ref.scope().workspaceId(),
                new Entry(action, "environment_review", ref.id(), Map.of("question", question.toString())));
        feed.publish(new Change(Change.Kind.READER, ref.scope(), ref.id()));
    }

    /// What is kept of a question when it is asked.
    record KeptQuestion(UUID id, int finding, String controlId, String title, String text, String requestId) {}
}

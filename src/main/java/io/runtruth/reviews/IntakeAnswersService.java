package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.reviews.IdempotentAnswers.Asked;
import io.runtruth.shared.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The transactions around an import that is asked for under a request id (I14).
@Service
class IntakeAnswersService {

    private final IdempotentAnswers answers;
    private final EnvironmentReviewService reviews;

    IntakeAnswersService(IdempotentAnswers answers, EnvironmentReviewService reviews) {
        this.answers = answers;
        this.reviews = reviews;
    }

    /// Before anything is stored.
    ///
    /// @throws io.runtruth.shared.Problem.Unprocessable `request_id.reused`
    @Transactional
    public void reserve(Actor actor, Scope scope, Asked asked) {
        if (asked.request().requestId() != null) {
            answers.reserve(actor, scope.workspaceId(), asked);
        }
    }

    /// Where nothing was stored.
    @Transactional
    public void release(Actor actor, Scope scope, Asked asked) {
        if (asked.request().requestId() != null) {
            answers.release(actor, scope.workspaceId(), asked);
        }
    }

    /// Commits together: the composition, where it is asked for, and the answer to both.
    ///
    /// @param isNew whether the file was not known before
    @Transactional
    public IntakeAnswer settle(Actor actor, Scope scope, Asked asked, boolean isNew, boolean compose) {
        return asked.request().requestId() == null
                ? answer(actor, scope, asked, isNew, compose)
                : answers.settle(
                        actor,
                        scope.workspaceId(),
                        asked,
                        IntakeAnswer.class,
                        () -> answer(actor, scope, asked, isNew, compose));
    }

    private IntakeAnswer answer(Actor actor, Scope scope, Asked asked, boolean isNew, boolean compose) {
        return new IntakeAnswer(isNew, compose ? reviews.createKept(actor, scope, asked.request()) : null);
    }

    /// It is kept with its request id as JSON: names and components stay as they are for as long as answers are
    /// kept. The snapshot is found by the file, which is part of what was asked.
    record IntakeAnswer(boolean isNew, @Nullable StartResult start) {}
}

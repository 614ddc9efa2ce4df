package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Workload;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Gives a repeated request the answer it got the first time (I14). Joins the caller's transaction: a request
/// that is being answered right now is waited for, and one that failed leaves no trace.
@Component
class IdempotentAnswers {

    private final AnsweredRequestRepository requests;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentAnswers(AnsweredRequestRepository requests, JsonMapper json, Clock clock) {
        this.requests = requests;
        this.json = json;
        this.clock = clock;
    }

    /// @param asked what is asked for, in one line
    /// @param foreseen the answer that is kept from the beginning, and replaced where it is another in the end
    /// @throws Problem.Unprocessable `request_id.reused` where the id was used for something else
    StartResult answer(Actor actor, UUID workspaceId, Asked asked, StartResult foreseen, Supplier<StartResult> first) {
        if (asked.request().requestId() == null) {
            return first.get();
        }
        var key = key(actor, workspaceId, asked);
        if (!requests.claim(key, asked.what(), json.writeValueAsString(foreseen), clock.instant())) {
            return before(key, asked.what());
        }
        var result = first.get();
        if (!result.equals(foreseen)) {
            requests.answer(key, json.writeValueAsString(result));
        }
        return result;
    }

    /// For what takes more than one transaction: the id is this request's from now on, answered or not, and another
    /// request can't take it. In a transaction of its own.
    ///
    /// @throws Problem.Unprocessable as [#answer]
    void reserve(Actor actor, UUID workspaceId, Asked asked) {
        var key = key(actor, workspaceId, asked);
        if (!requests.claim(key, asked.what(), null, clock.instant())) {
            requireSame(requests.find(key).orElseThrow(), asked);
        }
    }

    /// Gives a reserved id back where the request came to nothing; one that was answered meanwhile stays.
    void release(Actor actor, UUID workspaceId, Asked asked) {
        requests.release(key(actor, workspaceId, asked));
    }

    /// The answer to a reserved request: the first one that was given to it, or this one.
    ///
    /// @throws Problem.Unprocessable as [#answer]
    <T> T settle(Actor actor, UUID workspaceId, Asked asked, Class<T> type, Supplier<T> first) {
        var key = key(actor, workspaceId, asked);
        requests.claim(key, asked.what(), null, clock.instant());
        requests.hold(key);
        var known = requests.find(key).orElseThrow();
        requireSame(known, asked);
        if (known.answer() != null) {
            return json.readValue(known.answer(), type);
        }
        var result = first.get();
        requests.answer(key, json.writeValueAsString(result));
        return result;
    }

    private static AnsweredRequestRepository.RequestKey key(Actor actor, UUID workspaceId, Asked asked) {
        return AnsweredRequestRepository.RequestKey.of(
                actor, workspaceId, Objects.requireNonNull(asked.request().requestId()));
    }

    private static void requireSame(AnsweredRequestRepository.Answered known, Asked asked) {
        if (!known.asked().equals(asked.what())) {
            throw new Problem.Unprocessable("request_id.reused");
        }
    }

    /// Answers are kept for longer than is promised, and then forgotten.
    @Scheduled(initialDelayString = "PT11M", fixedDelayString = "PT1H")
    void forgetOld() {
        Workload.asJob(this::forgetAllOld);
    }

    private void forgetAllOld() {
        while (requests.purge(clock.instant()) == AnsweredRequestRepository.PURGED_AT_ONCE) {
            // there may be more
        }
    }

    private StartResult before(AnsweredRequestRepository.RequestKey key, String what) {
        var answered = requests.find(key).orElseThrow();
        if (!answered.asked().equals(what) || answered.answer() == null) {
            throw new Problem.Unprocessable("request_id.reused");
        }
        return json.readValue(answered.answer(), StartResult.class);
    }

    record Asked(StartRequest request, String what) {}
}

package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Workload;
import java.time.Clock;
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
    /// @throws Problem.Unprocessable `request_id.reused` where the id was used for something else
    StartResult answer(Actor actor, UUID workspaceId, Asked asked, Supplier<StartResult> first) {
        if (asked.request().requestId() == null) {
            return first.get();
        }
        var key = AnsweredRequestRepository.RequestKey.of(
                actor, workspaceId, asked.request().requestId());
        if (!requests.claim(key, asked.what(), clock.instant())) {
            return before(key, asked.what());
        }
        var result = first.get();
        requests.answer(key, json.writeValueAsString(result));
        return result;
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

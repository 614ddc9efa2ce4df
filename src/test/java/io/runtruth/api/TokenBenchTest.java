package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/// What the sign-in of a call by token costs, beside the same call of somebody who is signed in already.
@Tag("bench")
class TokenBenchTest extends ApiTest {

    private static final int ROUNDS = 40;
    private static final int CALLS_OF_A_ROUND = 100;
    private static final double AT_LEAST = 0.9;

    private final TestWorkspaces some;

    TokenBenchTest(TestWorkspaces some) {
        this.some = some;
    }

    @Test
    void a_call_by_token_is_nearly_as_quick_as_one_without_a_sign_in() {
        var workspace = some.workspace();
        var owner = some.person(workspace, Role.OWNER);
        for (var i = 0; i < 40; i++) {
            some.environment(workspace);
        }
        var token = some.token(workspace, owner);
        var address = address(workspace) + "/runs";
        Supplier<Answer> byToken = () -> send(call(HttpMethod.GET, address).header("Authorization", "Bearer " + token));
        Supplier<Answer> without = () -> get(owner, address);
        round(byToken);
        round(without);

        var tokens = new ArrayList<Duration>();
        var baseline = new ArrayList<Duration>();
        for (var round = 0; round < ROUNDS; round++) {
            baseline.add(round(without));
            tokens.add(round(byToken));
        }

        var ratio = (double) median(baseline).toNanos() / median(tokens).toNanos();
        System.out.printf(
                "a call by token: %.0f a second; without a sign-in: %.0f a second; ratio %.2f%n",
                perSecond(median(tokens)), perSecond(median(baseline)), ratio);
        assertThat(ratio).isGreaterThanOrEqualTo(AT_LEAST);
    }

    private static Duration round(Supplier<Answer> call) {
        var begun = System.nanoTime();
        for (var i = 0; i < CALLS_OF_A_ROUND; i++) {
            assertThat(call.get().status()).isEqualTo(200);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Duration median(List<Duration> rounds) {
        return rounds.stream().sorted().toList().get(rounds.size() / 2);
    }

    private static double perSecond(Duration round) {
        return CALLS_OF_A_ROUND * 1e9 / round.toNanos();
    }
}

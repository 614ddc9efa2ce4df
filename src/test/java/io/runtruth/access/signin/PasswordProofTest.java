package io.runtruth.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.PasswordHashing;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignedIn;
import io.runtruth.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordProofTest {

    private static final int CROWD = 60;
    private static final String RIGHT = "the right one of them";
    private static final String HOME = "192.0.2.10";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T08:00:00Z"));
    private final GuessThrottle throttle = new GuessThrottle(clock);
    private final CountedEncoder encoder = new CountedEncoder();
    private final List<String> renewed = new ArrayList<>();
    private final PasswordProof proof = new PasswordProof(
            throttle,
            new ProvenPasswords(clock),
            new PasswordHashing(encoder, 2),
            (_, from, to) -> renewed.add(from + " > " + to));

    @Test
    void of_sixty_guesses_at_the_same_moment_five_are_hashed() throws Exception {
        var answers = atOnce(i -> () -> ask("guess " + i));

        assertThat(encoder.hashed.get()).isEqualTo(GuessThrottle.FREE_GUESSES);
        assertThat(answers).filteredOn("delayed"::equals).hasSize(CROWD - GuessThrottle.FREE_GUESSES);
    }

    @Test
    void sixty_calls_of_an_honest_client_at_the_same_moment_are_all_let_in_at_the_cost_of_one_hash() throws Exception {
        var answers = atOnce(_ -> () -> ask(RIGHT));

        assertThat(answers).containsOnly("true");
        assertThat(encoder.hashed.get()).isEqualTo(1);
    }

    @Test
    void what_was_right_is_not_hashed_again_for_two_minutes() {
        ask(RIGHT);
        ask(RIGHT);
        assertThat(encoder.hashed.get()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));
        ask(RIGHT);

        assertThat(encoder.hashed.get()).isEqualTo(2);
    }

    @Test
    void what_was_right_is_wrong_at_once_where_the_account_has_another_password_now() {
        assertThat(ask(RIGHT)).isEqualTo("true");

        assertThat(ask(RIGHT, account("hash of another one"))).isEqualTo("false");
    }

    @Test
    void what_was_right_is_right_for_this_name_only() {
        assertThat(ask(RIGHT)).isEqualTo("true");

        assertThat(ask(RIGHT, Optional.empty())).isEqualTo("false");
    }

    @Test
    void the_right_password_is_refused_like_any_other_where_guesses_have_to_wait() {
        ask(RIGHT);
        for (var i = 0; i < GuessThrottle.FREE_GUESSES; i++) {
            ask("guess " + i);
        }

        assertThat(ask(RIGHT)).isEqualTo("delayed");
    }

    @Test
    void a_name_without_an_account_is_hashed_too() {
        ask("guess", Optional.empty());

        assertThat(encoder.hashed.get()).isEqualTo(1);
    }

    @Test
    void a_hash_of_an_older_kind_is_replaced_when_its_password_was_right() {
        assertThat(ask(RIGHT, account("old " + RIGHT))).isEqualTo("true");
        assertThat(ask("guess", account("old other"))).isEqualTo("false");

        assertThat(renewed).containsExactly("old " + RIGHT + " > " + RIGHT);
    }

    @Test
    void a_fault_while_looking_is_nobodys_guess() {
        encoder.broken = true;
        for (var i = 0; i < 20; i++) {
            var guess = "guess " + i;
            assertThatThrownBy(() -> ask(guess)).isInstanceOf(IllegalStateException.class);
        }
        encoder.broken = false;

        assertThat(ask(RIGHT)).isEqualTo("true");
    }

    @Test
    void who_would_have_to_wait_long_is_told_to_come_back_and_nothing_is_counted() throws Exception {
        var hold = new CountDownLatch(1);
        encoder.hold = hold;
        var asked = new ArrayList<Future<String>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < CROWD; i++) {
                var name = "name" + i;
                asked.add(people.submit(() -> ask("guess", name, "203.0.113." + name.substring(4), Optional.empty())));
            }
            await().until(() -> asked.stream().filter(Future::isDone).count() == CROWD - 2);
            hold.countDown();
        }

        assertThat(asked.stream().map(Future::resultNow).toList()).containsOnly("false", "delayed");
        assertThat(encoder.mostAtOnce.get()).isEqualTo(2);
        assertThat(encoder.hashed.get()).isEqualTo(2);
    }

    private String ask(String password) {
        return ask(password, account(RIGHT));
    }

    private String ask(String password, Optional<SignedIn> account) {
        return ask(password, "anna", HOME, account);
    }

    private String ask(String password, String name, String address, Optional<SignedIn> account) {
        try {
            var asked = new PasswordProof.Claimed(name, account, password);
            return Boolean.toString(proof.isRight(throttle.guess(name, address), asked));
        } catch (SignInDelayed _) {
            return "delayed";
        }
    }

    private static Optional<SignedIn> account(String hash) {
        return Optional.of(new SignedIn(new Actor.Person(new UUID(0, 1), "Anna", false), "anna", hash));
    }

    private static List<String> atOnce(IntFunction<Callable<String>> one)
            throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        try (var people = Executors.newFixedThreadPool(CROWD)) {
            var answers = new ArrayList<Future<String>>();
            for (var i = 0; i < CROWD; i++) {
                var call = one.apply(i);
                answers.add(people.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            var told = new ArrayList<String>();
            for (var answer : answers) {
                told.add(answer.get());
            }
            return told;
        }
    }

    /// The password is its own hash; an older one begins with `old`.
    private static final class CountedEncoder implements PasswordEncoder {

        private final AtomicInteger hashed = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private volatile boolean broken;
        private volatile CountDownLatch hold = new CountDownLatch(0);

        @Override
        public String encode(CharSequence password) {
            return password.toString();
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            hashed.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                if (broken) {
                    throw new IllegalStateException("broken");
                }
                return hold.await(10, TimeUnit.SECONDS)
                        && hash.replaceFirst("^old ", "").contentEquals(password);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
        }

        @Override
        public boolean upgradeEncoding(String hash) {
            return hash.startsWith("old ");
        }
    }
}

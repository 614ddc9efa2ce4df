package io.runtruth.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessThrottleTest {

    private static final String HOME = "192.0.2.10";
    private static final String ELSEWHERE = "198.51.100.7";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T08:00:00Z"));
    private final GuessThrottle throttle = new GuessThrottle(clock);

    @Test
    void five_guesses_in_a_row_are_free_and_the_sixth_waits() {
        var waits = IntStream.range(0, 6).mapToObj(_ -> guess("anna", HOME)).toList();

        assertThat(waits.subList(0, 5)).containsOnly(Duration.ZERO);
        assertThat(waits.getLast()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void each_further_guess_waits_twice_as_long_up_to_five_minutes() {
        guesses(4, "anna", HOME);

        var waits = IntStream.range(0, 8)
                .mapToObj(_ -> waitAfterOneMore("anna", HOME))
                .toList();

        assertThat(waits.stream().map(Duration::toSeconds).toList())
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void a_guess_that_is_refused_makes_nobody_wait_longer() {
        guesses(5, "anna", HOME);

        guesses(100, "anna", HOME);

        assertThat(guess("anna", HOME)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_stranger_who_guesses_from_elsewhere_locks_nobody_out() {
        for (var guess = 0; guess < 200; guess++) {
            guess("anna", ELSEWHERE);
            clock.advance(Duration.ofSeconds(3));
        }

        assertThat(guess("anna", HOME)).isZero();
    }

    @Test
    void a_name_that_is_guessed_from_many_addresses_waits_everywhere() {
        for (var address = 0; address < 100; address++) {
            assertThat(guess("anna", "203.0.113." + address)).isZero();
        }

        assertThat(guess("anna", HOME)).isEqualTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(guess("anna", HOME)).isZero();
    }

    @Test
    void an_address_that_guesses_many_names_waits_with_each() {
        for (var name = 0; name < 50; name++) {
            assertThat(guess("name" + name, ELSEWHERE)).isZero();
        }

        assertThat(guess("anna", ELSEWHERE)).isEqualTo(Duration.ofSeconds(10));
        assertThat(guess("anna", HOME)).isZero();
    }

    @Test
    void a_person_known_at_an_address_gets_in_whoever_guesses_from_there_and_elsewhere() {
        throttle.reserve(throttle.guess("anna", HOME));
        throttle.succeeded(throttle.guess("anna", HOME));
        for (var i = 0; i < 200; i++) {
            guess("name" + i, HOME);
            guess("anna", "203.0.113." + i);
        }

        assertThat(guess("anna", HOME)).isZero();
        assertThat(guess("berta", HOME)).isPositive();
    }

    @Test
    void a_person_known_at_an_address_has_no_more_guesses_there_than_others() {
        throttle.succeeded(throttle.guess("anna", HOME));

        guesses(5, "anna", HOME);

        assertThat(guess("anna", HOME)).isPositive();
    }

    @Test
    void a_right_password_makes_the_wrong_ones_before_it_forgotten() {
        guesses(4, "anna", HOME);
        throttle.reserve(throttle.guess("anna", HOME));

        throttle.succeeded(throttle.guess("anna", HOME));

        assertThat(guess("anna", HOME)).isZero();
    }

    @Test
    void a_right_password_of_ones_own_buys_no_guesses_at_others() {
        for (var i = 0; i < 50; i++) {
            guess("name" + i, ELSEWHERE);
        }

        throttle.succeeded(throttle.guess("mallory", ELSEWHERE));

        assertThat(guess("anna", ELSEWHERE).plus(guess("berta", ELSEWHERE))).isPositive();
    }

    @Test
    void a_guess_that_was_not_looked_at_does_not_count() {
        for (var i = 0; i < 200; i++) {
            var guess = throttle.guess("anna", HOME);
            assertThat(throttle.reserve(guess)).isZero();
            throttle.takeBack(guess);
        }
    }

    @Test
    void addresses_of_one_network_of_64_bits_count_as_one() {
        IntStream.range(0, 5).forEach(i -> guess("anna", "2001:db8:1:2::" + i));

        assertThat(guess("anna", "2001:db8:1:2:ffff::1")).isPositive();
        assertThat(guess("anna", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void an_address_is_the_same_in_both_of_its_forms() {
        guesses(5, "anna", HOME);

        assertThat(guess("anna", "::ffff:" + HOME)).isPositive();
    }

    @Test
    void what_strangers_make_it_remember_has_a_bound_and_an_age() {
        IntStream.range(0, 30_000).forEach(i -> guess("x".repeat(1_000) + i, "10.%d.%d.1".formatted(i >> 8, i & 255)));
        assertThat(throttle.size()).isEqualTo(3 * GuessThrottle.MOST_ENTRIES);

        clock.advance(Duration.ofDays(1));
        IntStream.range(0, 20_000).forEach(_ -> guess("anna", HOME));

        assertThat(throttle.size()).isLessThan(3 * GuessThrottle.MOST_ENTRIES);
    }

    private Duration guess(String name, String address) {
        return throttle.reserve(throttle.guess(name, address));
    }

    private void guesses(int times, String name, String address) {
        IntStream.range(0, times).forEach(_ -> guess(name, address));
    }

    private Duration waitAfterOneMore(String name, String address) {
        assertThat(guess(name, address)).isZero();
        var wait = throttle.closedFor(throttle.guess(name, address));
        clock.advance(wait);
        return wait;
    }
}

package io.runtruth.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The attacks are judged by what these note.
class HonestTest {

    @Test
    void whoever_hangs_all_the_while_is_seen_to_wait() {
        var never = new CountDownLatch(1);
        try (var caller = Honest.person(() -> hang(never))) {
            await().until(() -> caller.notes().waited() > 50);

            var notes = caller.notes();
            assertThat(notes.waited()).isGreaterThan(50);
            assertThat(notes.millis()).isEmpty();
        }
    }

    private static void hang(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_error_is_noted_and_does_not_end_the_deeds() {
        var refusals = new ArrayList<String>();
        try (var caller = Honest.person(HonestTest::fail)) {
            await().until(() -> {
                refusals.addAll(caller.notes().refusals());
                return refusals.size() > 1;
            });
        }

        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).contains("on purpose"));
    }

    private static void fail() {
        throw new AssertionError("on purpose");
    }
}

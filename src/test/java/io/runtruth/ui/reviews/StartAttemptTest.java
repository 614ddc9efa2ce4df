package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.reviews.StartResult;
import io.runtruth.ui.kit.BulkWork;
import io.runtruth.ui.kit.StartToast.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartAttemptTest {

    private static final StartResult STARTED = new StartResult.Dispatched(new UUID(0, 1), new UUID(0, 2));

    @Test
    void a_start_that_throws_is_told_as_such_and_the_others_are_started_all_the_same() {
        var bulk = new BulkWork<StartAttempt>(3);

        bulk.work(
                List.of("first", "second", "third"),
                name -> StartAttempt.of(
                        subject(name),
                        () -> {
                            if (name.equals("second")) {
                                throw new IllegalStateException("broken");
                            }
                            return STARTED;
                        },
                        thrown -> "in words: " + thrown.getMessage()));

        assertThat(bulk.lines())
                .containsExactly(
                        new StartAttempt.Tried(subject("first"), STARTED),
                        new StartAttempt.Failed(subject("second"), "in words: broken"),
                        new StartAttempt.Tried(subject("third"), STARTED));
    }

    @Test
    void they_go_on_when_the_page_has_gone() {
        var bulk = new BulkWork<StartAttempt>(2);
        var told = new AtomicInteger();
        var end = bulk.listen(told::incrementAndGet);
        var started = new ArrayList<String>();

        bulk.work(List.of("first", "second"), name -> {
            end.run();
            started.add(name);
            return tried(name);
        });

        assertThat(started).containsExactly("first", "second");
        assertThat(told).as("once, as it began to listen").hasValue(1);
    }

    @Test
    void a_page_hears_of_each_and_also_of_what_was_known_before_it_listened() {
        var bulk = new BulkWork<StartAttempt>(2);
        var seen = new ArrayList<Integer>();
        bulk.listen(() -> seen.add(bulk.lines().size()));

        bulk.work(List.of("first", "second"), StartAttemptTest::tried);
        bulk.listen(() -> seen.add(bulk.lines().size() * 10));

        assertThat(seen).containsExactly(0, 1, 2, 20);
    }

    private static StartAttempt tried(String name) {
        return new StartAttempt.Tried(subject(name), STARTED);
    }

    private static Subject subject(String name) {
        return new Subject("w", name, name);
    }
}

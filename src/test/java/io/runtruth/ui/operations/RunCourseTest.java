package io.runtruth.ui.operations;

import static io.runtruth.testing.RunRowBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.ui.operations.RunCourse.CourseMark;
import io.runtruth.ui.operations.RunCourse.MarkKind;
import io.runtruth.ui.operations.RunCourse.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the picture of a run is drawn from.
class RunCourseTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static TimelineEntry entry(EventKind kind, long seconds, int attempt, String node) {
        return new TimelineEntry(
                kind, at(seconds), "user", "Kim", attempt, node, null, null, RunOutcome.SUCCEEDED, null, Map.of());
    }

    private static RunCourse course(RunRow run, TimelineEntry... entries) {
        return RunCourse.of(new RunDetail(run, List.of(entries)), at(60)).orElseThrow();
    }

    private static RunRow ended(long seconds) {
        return aRun().ended(RunOutcome.SUCCEEDED).at(at(seconds)).row();
    }

    @Test
    void it_waits_until_it_is_taken_up_and_each_attempt_is_worked_where_it_was() {
        var course = course(
                ended(20),
                entry(EventKind.DISPATCHED, 0, 0, "a"),
                entry(EventKind.PICKED_UP, 4, 1, "a"),
                entry(EventKind.GIVEN_BACK, 9, 1, "b"),
                entry(EventKind.PICKED_UP, 10, 2, "b"),
                entry(EventKind.COMPLETED, 20, 2, "b"));

        assertThat(course.stretches())
                .extracting(Stretch::node, Stretch::attempt, Stretch::lasted)
                .containsExactly(
                        tuple(null, 0, Duration.ofSeconds(4)),
                        tuple("a", 1, Duration.ofSeconds(5)),
                        tuple(null, 0, Duration.ofSeconds(1)),
                        tuple("b", 2, Duration.ofSeconds(10)));
        assertThat(course.share(at(5))).isEqualTo(0.25);
    }

    @Test
    void one_that_goes_on_reaches_to_now() {
        var course = course(
                aRun().at(START).row(),
                entry(EventKind.DISPATCHED, 0, 0, "a"),
                entry(EventKind.PICKED_UP, 10, 1, "a"),
                entry(EventKind.JOINED, 12, 1, "a"));

        assertThat(course.to()).isEqualTo(at(60));
        assertThat(course.stretches().getLast().lasted()).isEqualTo(Duration.ofSeconds(50));
        assertThat(course.marks()).extracting(CourseMark::kind).containsExactly(MarkKind.JOINED);
    }

    @Test
    void what_came_after_the_end_stands_at_the_end_and_what_people_did_about_it_is_left_out() {
        var course = course(
                ended(10),
                entry(EventKind.DISPATCHED, 0, 0, "a"),
                entry(EventKind.PICKED_UP, 1, 1, "a"),
                entry(EventKind.RECONCILED, 10, 2, "b"),
                entry(EventKind.LATE_REPORT, 40, 1, "a"),
                entry(EventKind.ATTENTION_TAKEN, 50, 1, "a"));

        assertThat(course.to()).isEqualTo(at(10));
        assertThat(course.marks())
                .extracting(CourseMark::kind, CourseMark::at)
                .containsExactly(tuple(MarkKind.DECIDED, at(10)), tuple(MarkKind.LATE, at(10)));
        assertThat(course.stretches()).hasSize(2);
    }

    @Test
    void of_what_took_no_time_there_is_no_picture() {
        assertThat(RunCourse.of(new RunDetail(ended(0), List.of(entry(EventKind.DISPATCHED, 0, 0, "a"))), at(60)))
                .isEmpty();
        assertThat(RunCourse.of(new RunDetail(ended(5), List.of()), at(60))).isEmpty();
    }
}

package io.runtruth.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.live.Change;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {

    private static final Change STEP = new Change(Change.Kind.RUN, UUID.randomUUID(), null, UUID.randomUUID());

    @Test
    void a_step_of_a_run_makes_no_bell_old() {
        assertThat(NoticeBoard.tellsOfAnEnding(STEP)).isFalse();
    }

    @Test
    void an_ending_does_and_what_is_told_of_one_later() {
        assertThat(NoticeBoard.tellsOfAnEnding(STEP.ofEnding())).isTrue();
    }

    @Test
    void the_end_of_anything_else_does_not() {
        var review = new Change(Change.Kind.REVIEW, UUID.randomUUID(), null, UUID.randomUUID());

        assertThat(NoticeBoard.tellsOfAnEnding(review.ofEnding())).isFalse();
    }
}

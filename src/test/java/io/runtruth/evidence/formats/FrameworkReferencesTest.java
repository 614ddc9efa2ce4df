package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameworkReferencesTest {

    private final FrameworkReferences references = new FrameworkReferences();

    @Test
    void as_many_as_there_is_room_for_are_all_listed() {
        add(0, 50);

        assertThat(references.list()).hasSize(50).last().hasToString("FrameworkReference[framework=F, id=49]");
    }

    @Test
    void of_more_the_last_says_how_many_are_shown_of_how_many() {
        add(0, 60);

        assertThat(references.list()).hasSize(50).last().hasToString("FrameworkReference[framework=…, id=(49/60)]");
    }

    @Test
    void what_is_named_again_is_counted_once_wherever_it_stands() {
        add(0, 60);
        add(0, 60);
        var others = new FrameworkReferences();
        others.add("F", "55");
        others.add("F", "new");
        references.addAll(others);

        assertThat(references.list().getLast().id()).isEqualTo("(49/61)");
    }

    @Test
    void beyond_what_is_counted_it_says_that_there_are_more() {
        add(0, 500);
        assertThat(references.list().getLast().id()).isEqualTo("(49/500)");

        add(500, 520);

        assertThat(references.list().getLast().id()).isEqualTo("(49/500+)");
    }

    private void add(int from, int to) {
        for (var id = from; id < to; id++) {
            references.add("F", Integer.toString(id));
        }
    }
}

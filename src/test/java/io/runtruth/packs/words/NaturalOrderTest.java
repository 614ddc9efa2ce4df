package io.runtruth.packs.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void ids_stand_as_people_number_them() {
        var ids = List.of("AC-10", "1.10", "AC-2(1)", "1.2", "AC-2", "1.2.1", "A.5.9", "A.5.10", "ac-3", "1");

        assertThat(ids.stream().sorted(NaturalOrder.OF_IDS))
                .containsExactly("1", "1.2", "1.2.1", "1.10", "A.5.9", "A.5.10", "AC-2", "AC-2(1)", "ac-3", "AC-10");
    }

    @Test
    void a_number_is_as_long_as_it_likes_and_no_two_ids_are_one() {
        var ids = List.of("CVE-99999999999999999999", "CVE-100000000000000000000", "01", "1");

        assertThat(ids.stream().sorted(NaturalOrder.OF_IDS))
                .containsExactly("01", "1", "CVE-99999999999999999999", "CVE-100000000000000000000");
    }
}

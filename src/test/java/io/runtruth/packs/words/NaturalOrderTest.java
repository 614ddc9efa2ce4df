package io.runtruth.packs.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

    @Test
    void whatever_a_tool_calls_them_ids_have_one_order() {
        var letters = "019aA.-µÿİıK\u0660\u0661\u0669\u06F1\uFF11\uD835\uDFCF\uD835\n ²½";
        var random = new Random(1);
        var ids = IntStream.range(0, 150)
                .mapToObj(_ -> random.ints(random.nextInt(5), 0, letters.length())
                        .mapToObj(at -> letters.substring(at, at + 1))
                        .reduce("", String::concat))
                .distinct()
                .toList();

        for (var one : ids) {
            for (var other : ids) {
                var order = Integer.signum(NaturalOrder.OF_IDS.compare(one, other));
                assertThat(order == 0).isEqualTo(one.equals(other));
                assertThat(Integer.signum(NaturalOrder.OF_IDS.compare(other, one)))
                        .isEqualTo(-order);
                for (var third : ids) {
                    if (order < 0 && NaturalOrder.OF_IDS.compare(other, third) < 0) {
                        assertThat(NaturalOrder.OF_IDS.compare(one, third))
                                .as("%s < %s < %s", one, other, third)
                                .isNegative();
                    }
                }
            }
        }
    }
}

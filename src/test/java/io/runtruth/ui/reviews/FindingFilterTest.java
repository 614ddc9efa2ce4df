package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingFilterTest {

    @Test
    void what_was_chosen_is_in_the_url_and_is_read_from_it_again() {
        var filter = new FindingFilter(FindingGroup.NOT_MET, "", Severity.HIGH, "CIS 2.1", true);

        var parameters = filter.parameters();

        assertThat(parameters)
                .isEqualTo(Map.of("result", "not_met", "area", "", "severity", "high", "framework", "CIS 2.1"))
                .satisfies(it -> assertThat(FindingFilter.parse(lists(it))).isEqualTo(filter));
    }

    @Test
    void a_url_without_a_choice_shows_everything() {
        assertThat(FindingFilter.parse(Map.of("continue", List.of("")))).isEqualTo(FindingFilter.NONE);
        assertThat(FindingFilter.NONE.parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"result,dreadful", "severity,dreadful", "result,NOT_MET"})
    void a_choice_that_there_is_not_is_not_understood(String name, String value) {
        assertThat(FindingFilter.parse(Map.of(name, List.of(value))).understood())
                .isFalse();
    }

    private static Map<String, List<String>> lists(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }
}

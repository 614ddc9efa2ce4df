package io.runtruth.operations.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewSavedViewTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tab=active", "tab=attention&status=running", "initiator=0a-1&from=2026-11-01", "type=%C3%BC"
            })
    void a_filter_is_what_stands_in_an_address(String filter) {
        assertThat(new NewSavedView("a", filter, null, true).filter()).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%zz",
                "a=%",
                "%61=b",
                "a",
                "&",
                "environment=secret",
                "tab=active&environment=secret",
                "case=0a",
                "a=b&case=0a"
            })
    void what_nobody_can_decode_or_names_an_environment_is_refused(String filter) {
        assertThatThrownBy(() -> new NewSavedView("a", filter, null, true))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class, it -> assertThat(it.code()).isEqualTo("saved_view.filter"));
    }
}

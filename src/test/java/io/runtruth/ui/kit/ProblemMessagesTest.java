package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.edge.StrangersLog;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Texts;
import java.time.Clock;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProblemMessagesTest {

    private final ProblemMessages messages = new ProblemMessages(new Texts(), new StrangersLog(Clock.systemUTC()));

    @Test
    void a_problem_is_told_by_its_code_with_its_arguments() {
        var problem = new Problem.InvalidInput("account.password", 8, 200);

        assertThat(messages.of(problem, Locale.GERMAN)).isEqualTo("Ein Passwort hat 8 bis 200 Zeichen.");
    }

    @Test
    void a_code_without_a_text_is_told_by_its_kind() {
        var problem = new Problem.Conflict("made.up.since");

        assertThat(messages.of(problem, Locale.ENGLISH)).startsWith("This is not possible in the present state.");
    }

    @Test
    void a_problem_is_found_inside_what_wrapped_it() {
        var wrapped = new IllegalStateException("proxy", new Problem.NotFound("not_found"));

        assertThat(messages.of(wrapped, Locale.ENGLISH)).startsWith("There is nothing here");
    }

    @Test
    @Tag("I11")
    void a_fault_is_told_calmly_under_a_reference_and_without_its_words() {
        var fault = new IllegalStateException("ERROR: duplicate key value violates unique constraint");

        assertThat(messages.of(fault, Locale.ENGLISH))
                .contains("could not be done at the moment")
                .containsPattern("reference [0-9a-f]{8}\\.")
                .doesNotContain("duplicate", "constraint", "IllegalState");
    }
}

package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twelve chars",
                "correct horse battery lamp",
                "ονειροπαγίδα",
                "😀😃😄😁😆😅😂🤣😊😇🙂🙃",
                "anna likes tea with milk",
                "qwertyuiop is no word"
            })
    void twelve_characters_of_any_kind_are_enough(String password) {
        assertThatCode(() -> account(password)).doesNotThrowAnyException();
    }

    @Test
    void eleven_are_too_few_and_two_hundred_and_one_too_many() {
        assertThat(refusal("eleven char")).isEqualTo("account.password");
        assertThat(refusal("😀😃😄😁😆😅😂🤣😊😇🙂")).isEqualTo("account.password");
        assertThat(refusal("a b".repeat(67))).isEqualTo("account.password");
    }

    @Test
    void two_hundred_characters_are_not_too_many() {
        var longest = "a long sentence that goes on ".repeat(7).substring(0, 200);

        assertThatCode(() -> account(longest)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "PassWord1234",
                "Passwort2026!",
                "letmeinplease",
                "correcthorsebatterystaple",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "hunter2hunter2",
                "123456789012",
                "qwertyuiopas",
                "lkjhgfdsapoiuytrewq",
                "1qaz2wsx3edc",
                "runtruth2026!",
                "RunTruthRunTruth1",
                "anna.mustermann1",
                "!!anna mustermann!!",
            })
    void what_everybody_tries_first_is_refused(String password) {
        assertThat(refusal(password)).isEqualTo("account.password_common");
    }

    @Test
    void the_list_has_only_what_the_length_lets_through() throws Exception {
        try (var list = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            var lines = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();

            assertThat(lines)
                    .hasSizeBetween(5_000, 50_000)
                    .doesNotHaveDuplicates()
                    .allSatisfy(line -> assertThat(line)
                            .isLowerCase()
                            .matches(it -> it.codePointCount(0, it.length()) >= PasswordRules.SHORTEST));
        }
    }

    @Test
    void the_password_of_the_demo_may_be_anything_short_enough() {
        assertThatCode(() -> new NewAccount("owner", "Owner", "demo", false, true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new NewAccount("owner", "Owner", "x".repeat(201), false, true))
                .isInstanceOf(Problem.InvalidInput.class);
    }

    private static NewAccount account(String password) {
        return new NewAccount("anna.mustermann", "Anna Mustermann", password, false, false);
    }

    private static String refusal(String password) {
        try {
            account(password);
            return "taken";
        } catch (Problem.InvalidInput refused) {
            return refused.code();
        }
    }
}

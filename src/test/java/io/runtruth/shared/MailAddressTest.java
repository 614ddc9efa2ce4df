package io.runtruth.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"anna@home.example", "a.b+c@sub.home.example", "root@mail", "o'neil@home.example"})
    void a_plain_address_is_one(String text) {
        assertThat(MailAddress.of(" " + text + " ").text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@home.example",
                "anna@",
                "anna@home.example,ben@home.example",
                "anna@home.example\r\nBcc: ben@home.example",
                "anna@home.example\nBcc:ben@home.example",
                "Anna <anna@home.example>",
                "\"anna\"@home.example",
                "anna@home..example",
                "anna@-home.example",
                "anna@home.example\u0000",
                "ann a@home.example",
                "änna@home.example",
                "anna(comment)@home.example"
            })
    void what_is_more_or_less_than_one_plain_address_is_refused(String text) {
        assertThatThrownBy(() -> MailAddress.of(text))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("mail.address");
    }
}

package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.node.demo.DemoMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyLineTest {

    @Test
    void the_demo_is_told_with_its_accounts_and_their_password() {
        assertThat(ReadyLine.text("http://127.0.0.1:8080/", new DemoMode.On("secret"), Optional.empty()))
                .isEqualTo(
                        "Runtruth is ready at http://127.0.0.1:8080/ - sign in as owner, reviewer, operator, auditor, "
                                + "customer, outsider or system with the password secret");
    }

    @Test
    void without_the_demo_only_the_address_is_told() {
        assertThat(ReadyLine.text("http://localhost:8080/", new DemoMode.Off(true), Optional.empty()))
                .isEqualTo("Runtruth is ready at http://localhost:8080/");
    }

    @Test
    void where_nobody_can_sign_in_yet_the_way_to_set_up_is_told_with_its_code() {
        assertThat(ReadyLine.text("http://localhost:8080/", new DemoMode.Off(true), Optional.of("7GQ2M-K3XWT")))
                .isEqualTo("Runtruth is ready at http://localhost:8080/ - nobody can sign in yet: open "
                        + "http://localhost:8080/setup within 24 hours, with the code 7GQ2M-K3XWT");
    }
}

package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.node.demo.DemoMode;
import org.junit.jupiter.api.Test;

class ReadyLineTest {

    @Test
    void the_demo_is_told_with_its_accounts_and_their_password() {
        assertThat(ReadyLine.text("http://127.0.0.1:8080/", new DemoMode.On("secret")))
                .isEqualTo(
                        "Runtruth is ready at http://127.0.0.1:8080/ - sign in as owner, reviewer, operator, auditor, "
                                + "customer, outsider or system with the password secret");
    }

    @Test
    void without_the_demo_only_the_address_is_told() {
        assertThat(ReadyLine.text("http://localhost:8080/", new DemoMode.Off(true)))
                .isEqualTo("Runtruth is ready at http://localhost:8080/");
    }
}

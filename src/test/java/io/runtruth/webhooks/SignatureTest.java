package io.runtruth.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /// By `printf '1767225600.{"a":1}' | openssl dgst -sha256 -hmac rtwh_secret`.
    @Test
    void it_is_what_any_other_program_computes() {
        assertThat(Signature.of("rtwh_secret", Instant.ofEpochSecond(1_767_225_600), "{\"a\":1}"))
                .isEqualTo("v1=ab9aa2979f2e765f044dffd93c0245de7515c668042ea30d9e0419d4ed547147");
    }
}

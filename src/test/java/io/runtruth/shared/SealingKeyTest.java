package io.runtruth.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealingKeyTest {

    private final SealingKey key = SealingKey.of("a random text of the operator");

    @Test
    void what_is_sealed_opens_with_the_same_key_for_the_same_owner() {
        var sealed = key.seal("secret", "a");

        assertThat(SealingKey.of("a random text of the operator").open(sealed, "a"))
                .contains("secret");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }

    @Test
    void with_another_key_or_for_another_owner_or_changed_it_does_not_open() {
        var sealed = key.seal("secret", "a");

        assertThat(SealingKey.of("another").open(sealed, "a")).isEmpty();
        assertThat(key.open(sealed, "b")).isEmpty();
        assertThat(key.open(new byte[] {1, 2}, "a")).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(key.open(sealed, "a")).isEmpty();
    }

    @Test
    void the_same_secret_is_never_sealed_the_same() {
        assertThat(key.seal("secret", "a")).isNotEqualTo(key.seal("secret", "a"));
    }
}

package io.runtruth.access.signin;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// How passwords are kept (contract 8).
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    static final int SALT_BYTES = 16;
    static final int HASH_BYTES = 32;
    static final int LANES = 1;
    static final int MEMORY_KIB = 19 * 1_024;
    static final int ITERATIONS = 2;

    /// Argon2id with the smaller of the two settings that OWASP recommends: the memory of as many hashes as are
    /// computed at once must fit beside everything else. Hashes of versions before it, bcrypt without a prefix,
    /// still match, and are replaced at the next sign-in.
    @Bean
    static PasswordEncoder passwordEncoder() {
        var encoder = new DelegatingPasswordEncoder(
                "argon2id",
                Map.of("argon2id", new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, ITERATIONS)));
        encoder.setDefaultPasswordEncoderForMatches(new BCryptPasswordEncoder());
        return encoder;
    }

    /// A hash in the same form, of no password that anybody knows: salt and hash are random.
    static String nobodys() {
        return "{argon2id}$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, ITERATIONS, LANES, random(SALT_BYTES), random(HASH_BYTES));
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().withoutPadding().encodeToString(random);
    }
}

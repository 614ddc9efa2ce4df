package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.reviews.ReviewFingerprint.WaiverVersion;
import io.runtruth.shared.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("I1")
class ReviewFingerprintTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Scope SCOPE = new Scope(ONE, TWO);
    private static final List<String> FILES = List.of("bb", "aa");
    private static final List<WaiverVersion> WAIVERS = List.of(new WaiverVersion(TWO, 1), new WaiverVersion(ONE, 10));

    @Test
    void it_is_the_hash_of_its_canonical_inputs() throws Exception {
        var fingerprint = ReviewFingerprint.of(SCOPE, FILES, WAIVERS, 7);

        assertThat(fingerprint.canonicalInputs())
                .isEqualTo("{\"algorithm_version\":1,\"composition_rules_version\":7,"
                        + "\"environment_id\":\"00000000-0000-0000-0000-000000000002\","
                        + "\"file_digests\":[\"aa\",\"bb\"],"
                        + "\"waivers\":[{\"id\":\"00000000-0000-0000-0000-000000000001\",\"version\":10},"
                        + "{\"id\":\"00000000-0000-0000-0000-000000000002\",\"version\":1}],"
                        + "\"workspace_id\":\"00000000-0000-0000-0000-000000000001\"}");
        var hash = MessageDigest.getInstance("SHA-256")
                .digest(fingerprint.canonicalInputs().getBytes(StandardCharsets.UTF_8));
        assertThat(fingerprint.value()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(fingerprint.algorithmVersion()).isEqualTo(ReviewFingerprint.ALGORITHM_VERSION);
    }

    @Test
    void the_order_of_evidence_and_waivers_does_not_matter() {
        var fingerprint = ReviewFingerprint.of(SCOPE, FILES, WAIVERS, 7);

        assertThat(ReviewFingerprint.of(SCOPE, FILES.reversed(), WAIVERS.reversed(), 7))
                .isEqualTo(fingerprint);
    }

    static Stream<ReviewFingerprint> others() {
        return Stream.of(
                ReviewFingerprint.of(new Scope(TWO, TWO), FILES, WAIVERS, 7),
                ReviewFingerprint.of(new Scope(ONE, ONE), FILES, WAIVERS, 7),
                ReviewFingerprint.of(new Scope(TWO, ONE), FILES, WAIVERS, 7),
                ReviewFingerprint.of(SCOPE, List.of("aa"), WAIVERS, 7),
                ReviewFingerprint.of(SCOPE, List.of("aabb"), WAIVERS, 7),
                ReviewFingerprint.of(SCOPE, FILES, List.of(), 7),
                ReviewFingerprint.of(SCOPE, FILES, List.of(new WaiverVersion(TWO, 2), new WaiverVersion(ONE, 10)), 7),
                ReviewFingerprint.of(SCOPE, FILES, WAIVERS, 8));
    }

    @ParameterizedTest
    @MethodSource("others")
    void any_other_input_gives_another(ReviewFingerprint other) {
        var fingerprint = ReviewFingerprint.of(SCOPE, FILES, WAIVERS, 7);

        assertThat(other.value()).isNotEqualTo(fingerprint.value());
    }
}

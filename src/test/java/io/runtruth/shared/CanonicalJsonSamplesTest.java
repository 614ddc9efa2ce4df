package io.runtruth.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Real files against digests from an independent implementation.
class CanonicalJsonSamplesTest {

    private static final Path SAMPLES = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Test
    void real_files_have_the_digest_that_an_independent_implementation_found() throws Exception {
        assumeThat(SAMPLES.resolve("FACTS.json"))
                .as("sample folder beside the project")
                .exists();
        var facts = MAPPER.readTree(SAMPLES.resolve("FACTS.json")).get("files");
        var compared = 0;

        for (var fact : facts.properties()) {
            var expected = fact.getValue().path("jcs_sha256").asString("");
            var file = SAMPLES.resolve(fact.getKey());
            if (!expected.isEmpty() && Files.exists(file)) {
                var value = MAPPER.readValue(withoutMark(file), Object.class);
                if (holdsOnlyIntegers(value)) {
                    assertThat(sha256(CanonicalJson.bytes(value)))
                            .as(fact.getKey())
                            .isEqualTo(expected);
                    compared++;
                }
            }
        }

        assertThat(compared).isGreaterThanOrEqualTo(10);
    }

    private static String withoutMark(Path file) throws IOException {
        var text = Files.readString(file);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static boolean holdsOnlyIntegers(Object value) {
        return switch (value) {
            case Map<?, ?> map -> allHoldOnlyIntegers(map.values().stream());
            case List<?> list -> allHoldOnlyIntegers(list.stream());
            case Number number -> number instanceof Integer || number instanceof Long;
            case null, default -> true;
        };
    }

    private static boolean allHoldOnlyIntegers(Stream<?> values) {
        return values.allMatch(CanonicalJsonSamplesTest::holdsOnlyIntegers);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

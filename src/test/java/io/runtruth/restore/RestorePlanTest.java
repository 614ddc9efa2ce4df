package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A restore leaves a target that can be read again.
class RestorePlanTest {

    @ParameterizedTest
    @CsvSource({
        "Policy.json, policy.json",
        "\u00fc.json, u\u0308.json",
        "A/x.json, a/X.json",
        "a.json/x.json, A.json",
        "a.json, a.json/x.json"
    })
    void two_that_are_one_on_some_system_are_refused_by_name(String wanted, String there) {
        assertThatThrownBy(() -> require(documents(wanted), documents(there), null))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("restore.twins");
        assertThatCode(() -> require(documents(wanted, "b.json"), documents(there), Set.of("b.json")))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_replaced_is_no_twin_of_itself() {
        assertThatCode(() -> require(documents("a.json", "b.json"), documents("a.json", "c.json"), null))
                .doesNotThrowAnyException();
    }

    @Test
    void more_than_a_set_can_hold_is_refused() {
        var most = many("a");
        assertThatCode(() -> require(most, most, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> require(documents("b.json"), most, null)).hasMessage("snapshot.too_many");
        assertThatThrownBy(() -> require(large("b"), large("a"), null)).hasMessage("snapshot.too_large");
    }

    private static void require(List<KeptDocument> wanted, List<KeptDocument> before, Set<String> paths) {
        RestorePlan.requireSet(RestorePlan.items(wanted, before, paths), wanted, before);
    }

    private static List<KeptDocument> documents(String... paths) {
        return Arrays.stream(paths).map(it -> document(it, 1)).toList();
    }

    private static List<KeptDocument> many(String name) {
        return IntStream.range(0, DocumentSet.MOST)
                .mapToObj(i -> document(name + i + ".json", 1))
                .toList();
    }

    private static List<KeptDocument> large(String name) {
        return IntStream.range(0, 40)
                .mapToObj(i -> document(name + i + ".json", DocumentReading.MOST_BYTES))
                .toList();
    }

    private static KeptDocument document(String path, int sizeBytes) {
        return new KeptDocument(path, "sha256:" + "0".repeat(64), null, sizeBytes);
    }
}

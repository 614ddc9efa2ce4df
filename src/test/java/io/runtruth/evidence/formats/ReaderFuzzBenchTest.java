package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real files, damaged in every way a program could think of: each is refused, or read with the count that a plain
/// tree of the same bytes has (contract 12). How long each format is tried is `runtruth.fuzz.seconds`. Every input
/// has a number of its own, from which it is made again: `runtruth.fuzz.seed` is that of the first.
@Tag("bench")
class ReaderFuzzBenchTest {

    private static final Duration EACH = Duration.ofSeconds(Long.getLong("runtruth.fuzz.seconds", 600));
    private static final long FIRST = Long.getLong("runtruth.fuzz.seed", System.nanoTime());
    private static final Duration SLOWEST = Duration.ofSeconds(10);
    private static final int MOST_TOLD = 20;

    private final List<String> faults = new ArrayList<>();
    private final TreeMap<String, Integer> refusals = new TreeMap<>();
    private int read;
    private int counted;
    private long slowestNanos;

    @ParameterizedTest
    @EnumSource(EvidenceFormat.class)
    void a_damaged_file_is_refused_or_counted_right(EvidenceFormat format) {
        assumeTrue(SampleFiles.areThere(), () -> "no sample files in " + SampleFiles.FOLDER);
        var samples = SmallSamples.of(format);
        var end = System.nanoTime() + EACH.toNanos();

        long input = FIRST;
        do {
            var random = new Random(input);
            attempt(input, new FileMutator(random, samples).mutated());
            input++;
        } while (System.nanoTime() < end && faults.size() < MOST_TOLD);

        System.out.printf(
                Locale.ROOT,
                "%s: %,d inputs from number %d on, %,d read (%,d counted again), refused %s, slowest %.1f ms%n",
                format,
                input - FIRST,
                FIRST,
                read,
                counted,
                refusals,
                slowestNanos / 1e6);
        assertThat(faults).isEmpty();
        assertThat(slowestNanos).isLessThan(SLOWEST.toNanos());
    }

    private void attempt(long input, byte[] bytes) {
        var result = new ReadFile[1];
        var begun = System.nanoTime();
        var thrown = catchThrowable(() -> result[0] = ReadFile.of(bytes, ReadOptions.NONE));
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - begun);

        if (thrown instanceof Problem.InvalidInput refusal && refusal.code().startsWith("evidence.")) {
            refusals.merge(refusal.code().substring("evidence.".length()), 1, Integer::sum);
        } else if (thrown != null) {
            faults.add(input + ": " + thrown + " at " + place(thrown));
        } else {
            read++;
            var fault = catchThrowable(() -> compare(bytes, result[0]));
            if (fault != null) {
                faults.add(input + ": " + fault);
            }
        }
    }

    private static @Nullable StackTraceElement place(Throwable thrown) {
        return thrown.getStackTrace().length == 0 ? null : thrown.getStackTrace()[0];
    }

    private void compare(byte[] bytes, ReadFile file) {
        var facts = file.facts();
        assertThat(file.checks()).hasSize((int) facts.total());
        assertThat(facts.byResult().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(facts.total());
        assertThat(facts.byRawResult().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(facts.total());
        file.checks().forEach(ReaderFuzzBenchTest::canBeStored);

        var tree = PlainCount.of(facts.format(), bytes);
        long current = facts.total() + facts.skipped().getOrDefault("superseded", 0L);
        assertThat(current).as("checks of " + facts.format()).isBetween(tree.atLeast(), tree.atMost());
        if (tree.words() != null) {
            assertThat(facts.byRawResult()).isEqualTo(tree.words());
        }
        counted++;
    }

    private static void canBeStored(Check check) {
        var text = check.toString();
        assertThat(text).doesNotContain("\0");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(check.controlId()).isNotBlank().hasSizeLessThanOrEqualTo(300);
        assertThat(check.title()).isNotBlank();
    }
}

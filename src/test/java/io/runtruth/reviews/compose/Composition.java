package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.OperationsHealth;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A whole composition: snapshots with their checks, and pinned facts that agree with them.
final class Composition {

    static final UUID FIRST = new UUID(0, 1);
    static final UUID SECOND = new UUID(0, 2);
    static final Instant COLLECTED_AT = Instant.parse("2026-05-04T17:15:48.307Z");
    private static final DocumentEnvironment ENVIRONMENT =
            new DocumentEnvironment(new Scope(new UUID(7, 7), new UUID(8, 8)), "contoso", "Contoso");

    private record Entry(UUID snapshotId, Check check) {}

    private final List<Source> sources = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<AcceptedRisk> waivers = new ArrayList<>();

    static Composition of(Check... checks) {
        return new Composition().with(FIRST, "ScubaGear", List.of(checks));
    }

    Composition with(UUID snapshotId, String tool, Collection<Check> checks) {
        var raw = checks.stream().collect(Collectors.groupingBy(Check::rawResult, TreeMap::new, Collectors.counting()));
        checks.forEach(check -> entries.add(new Entry(snapshotId, check)));
        return with(source(snapshotId, tool, false, raw));
    }

    /// A second source, with what was remarkable about its file.
    Composition withSecond(boolean failuresOnly, boolean isUploadTime, List<String> warnings, Check... checks) {
        var raw =
                Stream.of(checks).collect(Collectors.groupingBy(Check::rawResult, TreeMap::new, Collectors.counting()));
        Stream.of(checks).forEach(check -> entries.add(new Entry(SECOND, check)));
        return with(warned(source(SECOND, "Checkov", failuresOnly, raw), isUploadTime, warnings));
    }

    Composition with(Source source) {
        sources.add(source);
        return this;
    }

    Composition leavingOut(String tool, int ageDays) {
        var collectedAt = COLLECTED_AT.minus(ageDays, ChronoUnit.DAYS);
        var target = new DocumentTarget("tenant", "Tenant", null);
        leftOut.add(new LeftOut(new UUID(9, leftOut.size()), "maester", tool, target, collectedAt, null, ageDays));
        return this;
    }

    /// A risk that is accepted until 2026-12-31.
    Composition accepting(String tool, String control, @Nullable Integer ordinal, @Nullable String resource) {
        waivers.add(new AcceptedRisk(
                new UUID(11, waivers.size()),
                1,
                tool,
                control,
                ordinal,
                resource,
                "Planned for spring",
                "Olga Owner",
                "Robin Reviewer",
                COLLECTED_AT,
                LocalDate.parse("2026-12-31"),
                LocalDate.parse("2026-12-17")));
        return this;
    }

    /// The same facts and checks in another order.
    Composition shuffled(Random random) {
        var shuffled = new Composition();
        shuffled.sources.addAll(sources);
        shuffled.entries.addAll(entries);
        shuffled.leftOut.addAll(leftOut);
        shuffled.waivers.addAll(waivers);
        Collections.shuffle(shuffled.sources, random);
        Collections.shuffle(shuffled.entries, random);
        Collections.shuffle(shuffled.leftOut, random);
        Collections.shuffle(shuffled.waivers, random);
        return shuffled;
    }

    ReviewContent compose() {
        var composer = new ReviewComposer(input());
        entries.forEach(entry -> composer.add(entry.snapshotId(), entry.check()));
        return composer.compose(section -> {});
    }

    ComposeInput input() {
        var health = new OperationsHealth(
                COLLECTED_AT.minus(30, ChronoUnit.DAYS),
                COLLECTED_AT,
                new TreeMap<>(Map.of("succeeded", 2L, "failed", 1L)));
        return new ComposeInput(ENVIRONMENT, sources, waivers, leftOut, health);
    }

    static Source source(UUID snapshotId, String tool, boolean failuresOnly, SortedMap<String, Long> rawResults) {
        return new Source(
                snapshotId,
                "scubagear",
                tool,
                "1.8.0",
                new DocumentTarget("tenant", "Tenant", "Robin Reviewer"),
                COLLECTED_AT.plusSeconds(snapshotId.getLeastSignificantBits()),
                false,
                false,
                new DocumentFile("ScubaResults.json", 1_919_694, "sha256:f1", "sha256:p1"),
                failuresOnly,
                rawResults,
                List.of(new SummaryDifference("Passes", 58, 57)),
                new TreeMap<>(Map.of("raw_configuration", 1L)),
                List.of());
    }

    private static Source warned(Source source, boolean isUploadTime, List<String> warnings) {
        return new Source(
                source.snapshotId(),
                source.format(),
                source.tool(),
                source.toolVersion(),
                source.target(),
                source.collectedAt(),
                isUploadTime,
                source.timeWithoutZone(),
                source.file(),
                source.failuresOnly(),
                source.rawResults(),
                source.summaryDifferences(),
                source.skipped(),
                warnings);
    }
}

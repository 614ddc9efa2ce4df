package io.runtruth.packs;

import static java.util.stream.Collectors.toSet;

import io.runtruth.reviews.ContentForCustomers;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.shared.Coded;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A kind of what a document does not tell of a review; the technical one leaves out findings alone, where they are
/// very many.
public enum LeftOutOfPack implements Coded {
    /// Those that are counted and not named, since their group is too large for the reader.
    FINDINGS,
    /// Own words that are marked so.
    INTERNAL_NOTES,
    /// Own words about operations, which go with them.
    OPERATIONS_NOTES,
    RUNS,
    /// Names of those who confirmed a target, accepted or answer for a risk, or wrote own words.
    PEOPLE,
    /// Ids of what was assessed.
    TARGETS,
    /// Names of resources that are not told as they are.
    RESOURCES,
    /// What the tools wrote about single findings.
    TEXTS,
    /// Of the evidence, with size and digests.
    FILES;

    /// @param notes all that are kept
    /// @return above 0
    static Map<LeftOutOfPack, Long> counts(ReviewContent whole, Iterable<ReviewNote> notes, PackProfile profile) {
        var counts = new EnumMap<LeftOutOfPack, Long>(LeftOutOfPack.class);
        var findings = whole.findings();
        var unnamed = findings == null ? 0 : PackFindings.leftOut(findings, profile);
        if (unnamed > 0) {
            counts.put(FINDINGS, unnamed);
        }
        if (profile.isInternal()) {
            return counts;
        }
        for (var note : notes) {
            if (note.internal()) {
                counts.merge(INTERNAL_NOTES, 1L, Long::sum);
            } else if (note.section() == ReviewSection.OPERATIONS_HEALTH) {
                counts.merge(OPERATIONS_NOTES, 1L, Long::sum);
            }
        }
        var told = ContentForCustomers.of(whole);
        var isShort = profile == PackProfile.EXECUTIVE;
        counts.put(
                RUNS,
                whole.operationsHealth() == null ? 0 : whole.operationsHealth().runs());
        counts.put(PEOPLE, (long) people(whole, notes).size());
        counts.put(TARGETS, targets(whole));
        counts.put(RESOURCES, difference(resources(whole), isShort ? Set.of() : resources(told)));
        counts.put(TEXTS, texts(whole) - (isShort ? 0 : texts(told)));
        counts.put(
                FILES, snapshots(whole).filter(it -> it.source().file() != null).count());
        counts.values().removeIf(count -> count <= 0);
        return counts;
    }

    private static Stream<SnapshotProvenance> snapshots(ReviewContent content) {
        return content.provenance().snapshots().stream();
    }

    private static Set<String> people(ReviewContent whole, Iterable<ReviewNote> notes) {
        var told = whole.acceptedSuppressed();
        var accepted = (told == null ? Stream.<AcceptedChecks>empty() : told.accepted().stream())
                .flatMap(it -> Stream.of(it.risk().acceptedBy(), it.risk().owner()));
        var confirmed = snapshots(whole).map(it -> it.source().target().confirmedBy());
        var names = Stream.concat(accepted, confirmed).filter(Objects::nonNull).collect(toSet());
        notes.forEach(note -> names.add(String.valueOf(note.by())));
        return names;
    }

    private static long targets(ReviewContent whole) {
        return Stream.concat(
                        snapshots(whole).map(it -> it.source().target()),
                        whole.provenance().leftOut().stream().map(it -> it.target()))
                .map(it -> it.id())
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private static Set<String> resources(ReviewContent content) {
        var findings = content.findings();
        return (findings == null ? Stream.<Finding>empty() : findings.controls().stream())
                .flatMap(it -> it.found().stream())
                .map(Found::resource)
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private static long difference(Set<String> whole, Set<String> told) {
        return whole.stream().filter(it -> !told.contains(it)).count();
    }

    private static long texts(ReviewContent content) {
        return content.findings() == null ? 0 : content.findings().texts().size();
    }
}

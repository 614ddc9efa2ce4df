package io.runtruth.reviews.compose;

import io.runtruth.evidence.StructuredText;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the listed checks tell, equal texts held and weighed once.
final class SharedTexts implements Fitting.Load<FindingsFold.ListedPlace, FindingsFold.Listed> {

    /// Characters of all texts, with what structure and a check itself cost: a book of 1,500 pages.
    static final long MOST = 4_000_000;

    private static final int EACH = 40;

    private final Map<Object, Shared> held = new HashMap<>();
    private long weight;

    @Override
    public void add(FindingsFold.ListedPlace place, FindingsFold.Listed check) {
        weight += EACH + length(place.resource());
        var told = check.told;
        check.told = new ToolWords(share(told.beside()), share(told.remedy()), share(told.detail()), told.explained());
    }

    @Override
    public void remove(FindingsFold.ListedPlace place, FindingsFold.Listed check) {
        weight -= EACH + length(place.resource());
        release(check.told.beside());
        release(check.told.remedy());
        release(check.told.detail());
    }

    @Override
    public boolean isTooHeavy() {
        return weight > MOST;
    }

    /// Holds a text beside what the checks tell, unless there is no room for it.
    boolean takes(StructuredText text) {
        share(text);
        if (isTooHeavy()) {
            release(text);
            return false;
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    <T extends @Nullable Object> T share(T text) {
        if (text == null) {
            return text;
        }
        var shared = held.get(text);
        if (shared == null) {
            shared = new Shared(text);
            held.put(text, shared);
            weight += weight(text);
        }
        shared.uses++;
        return (T) shared.text;
    }

    void release(@Nullable Object text) {
        var shared = text == null ? null : held.get(text);
        if (shared != null && --shared.uses == 0) {
            held.remove(text);
            weight -= weight(shared.text);
        }
    }

    private static long weight(Object text) {
        return switch (text) {
            case StructuredText structured -> structured(structured);
            case ToolWords.Beside beside -> beside(beside);
            default -> throw new IllegalStateException(text.getClass().getName());
        };
    }

    private static long beside(ToolWords.Beside beside) {
        var words = Stream.of(
                        beside.rawResult(),
                        beside.rawSeverity(),
                        beside.section(),
                        beside.product(),
                        beside.impact(),
                        beside.effort(),
                        beside.licence(),
                        beside.remediationUrl())
                .mapToLong(SharedTexts::length)
                .sum();
        var references = beside.references().stream()
                .mapToLong(reference -> EACH + length(reference.framework()) + length(reference.id()))
                .sum();
        return EACH + words + references;
    }

    private static long structured(StructuredText text) {
        return text.blocks().stream()
                .flatMap(StructuredText.Block::lines)
                .mapToLong(line -> EACH
                        + line.spans().stream()
                                .mapToLong(span -> EACH + length(span.text()) + length(span.url()))
                                .sum())
                .sum();
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static final class Shared {

        private final Object text;
        private int uses;

        Shared(Object text) {
            this.text = text;
        }
    }
}

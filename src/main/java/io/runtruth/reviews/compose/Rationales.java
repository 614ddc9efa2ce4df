package io.runtruth.reviews.compose;

import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.compose.FindingsFold.ListedPlace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why the listed checks matter. All else that a tool tells of them has room first, and how much that leaves is
/// known at the end only: until then as many are kept, in the order of the document, as would fit if nothing else
/// were told.
final class Rationales {

    private final Fitting<ListedPlace, Kept> kept =
            new Fitting<>(FindingsFold.MOST, FindingsFold.BY_RESOURCE, new Texts());

    void add(ListedPlace place, @Nullable StructuredText rationale) {
        if (rationale != null) {
            kept.at(place, () -> new Kept(rationale));
        }
    }

    /// All before the first that does not fit beside what is told already, and none behind it.
    ///
    /// @param places of which the tool says it, in the order of the document
    Map<ListedPlace, StructuredText> beside(SharedTexts told, Iterable<ListedPlace> places) {
        var fitting = new HashMap<ListedPlace, StructuredText>();
        for (var place : places) {
            var rationale = kept.kept().get(place);
            if (rationale == null || !told.takes(rationale.text)) {
                break;
            }
            fitting.put(place, rationale.text);
        }
        return fitting;
    }

    private static final class Kept {

        private StructuredText text;

        Kept(StructuredText text) {
            this.text = text;
        }
    }

    private static final class Texts implements Fitting.Load<ListedPlace, Kept> {

        private final SharedTexts texts = new SharedTexts();

        @Override
        public void add(ListedPlace place, Kept rationale) {
            rationale.text = texts.share(rationale.text);
        }

        @Override
        public void remove(ListedPlace place, Kept rationale) {
            texts.release(rationale.text);
        }

        @Override
        public boolean isTooHeavy() {
            return texts.isTooHeavy();
        }
    }
}

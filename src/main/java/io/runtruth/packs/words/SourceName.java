package io.runtruth.packs.words;

import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.texts.ForeignText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a snapshot is called in the document: its tool and what it was pointed at, in the evidence's own words.
public final class SourceName {

    private SourceName() {}

    /// @param snapshotId one of the content's own
    public static String of(ReviewContent content, UUID snapshotId) {
        return content.provenance().snapshots().stream()
                .map(ReviewContent.SnapshotProvenance::source)
                .filter(source -> source.snapshotId().equals(snapshotId))
                .findFirst()
                .map(SourceName::of)
                .orElseThrow();
    }

    public static String of(Source source) {
        var target = source.target().name() == null
                ? source.target().id()
                : source.target().name();
        return dotted(tool(source), target);
    }

    public static String tool(Source source) {
        return ForeignText.joined(" ", source.tool(), source.toolVersion());
    }

    /// Name and id, as far as they are known; `""` where neither is.
    public static String target(DocumentTarget target) {
        return dotted(target.name(), target.id());
    }

    private static String dotted(@Nullable String... parts) {
        return ForeignText.joined(" · ", parts);
    }
}

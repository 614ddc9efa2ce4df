package io.runtruth.packs;

import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.texts.Language;
import io.runtruth.texts.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/// Packs of content that a test has at hand, without a database.
final class SomePacks {

    static final String PUBLISHER = "Robin Publisher";

    private static final PackWriter WRITER = new PackWriter(new Texts());

    private SomePacks() {}

    /// With something in every part.
    static ReviewContent content() {
        try (var in = ReviewContent.class.getResourceAsStream("review-content-3.json")) {
            return ReviewContent.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PackReview review() {
        return new PackReview(
                new UUID(1, 2),
                "contoso",
                ReviewStatus.PUBLISHED,
                "0123456789abcdef".repeat(4),
                Instant.parse("2026-11-01T08:00:00.123456Z"),
                Instant.parse("2026-11-02T09:30:00Z"),
                PUBLISHER);
    }

    static byte[] pdf(PackProfile profile, Language language) {
        return bytes(content(), new PackOrder(profile, PackFormat.PDF, language));
    }

    static byte[] bytes(ReviewContent content, PackOrder order) {
        try {
            var out = new ByteArrayOutputStream();
            WRITER.write(content, review(), order, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

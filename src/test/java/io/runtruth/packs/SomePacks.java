package io.runtruth.packs;

import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.Check;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.evidence.Severity;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.packs.letterhead.Logo;
import io.runtruth.reviews.ContentForCustomers;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.reviews.ReviewDrift.Comparison;
import io.runtruth.reviews.ReviewDrift.Side;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.reviews.compose.ComposeInput;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Scope;
import io.runtruth.texts.Language;
import io.runtruth.texts.Texts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// Packs of content that a test has at hand, without a database.
final class SomePacks {

    static final String PUBLISHER = "Robin Publisher";
    static final String INTERNAL = "Only among us.";

    /// Of the whole, of a section that every profile has, of one that others have not, and one for nobody else.
    static final List<ReviewNote> NOTES = List.of(
            note(
                    ReviewSection.WHOLE,
                    "## In short\n\nSee [the plan](https://plan.example/a) first:\n\n- one\n- two",
                    false),
            note(ReviewSection.FINDINGS, "| a | b |\n| - | - |\n| 1 | 2 |", false),
            note(ReviewSection.CONTROL_POSTURE, "Of the posture.", false),
            note(ReviewSection.IDENTITY, INTERNAL, true));

    static ReviewNote note(ReviewSection section, String text, boolean internal) {
        return new ReviewNote(section, text, internal, "Ruth Reviewer", Instant.parse("2026-11-01T17:45:00Z"), 3);
    }

    private static final PackWriter WRITER = new PackWriter(new Texts());

    private SomePacks() {}

    /// With something in every part.
    static ReviewContent content() {
        try (var in = ReviewContent.class.getResourceAsStream("review-content-5.json")) {
            return ReviewContent.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of so many checks of one tool.
    static ReviewContent composed(int checks, IntFunction<Check> check) {
        var snapshot = new UUID(0, 1);
        var source = new Source(
                snapshot,
                "scubagear",
                "ScubaGear",
                "1.8.0",
                new DocumentTarget("tenant-0001", "Tenant", null),
                Instant.parse("2026-05-04T17:15:48Z"),
                false,
                false,
                new DocumentFile("results.json", 1, "sha256:f", "sha256:p"),
                false,
                new TreeMap<>(Map.of("raw", (long) checks)),
                List.of(),
                new TreeMap<>(),
                List.of());
        var environment = new DocumentEnvironment(new Scope(new UUID(7, 7), new UUID(8, 8)), "contoso", "Contoso");
        var composer = new ReviewComposer(new ComposeInput(environment, List.of(source), List.of(), List.of(), null));
        for (var number = 0; number < checks; number++) {
            composer.add(snapshot, check.apply(number));
        }
        return composer.compose(section -> {});
    }

    static PackReview review() {
        return review(NOTES);
    }

    private static PackReview review(List<ReviewNote> notes) {
        return new PackReview(
                new UUID(1, 2),
                "contoso",
                ReviewStatus.PUBLISHED,
                "0123456789abcdef".repeat(4),
                Instant.parse("2026-11-01T08:00:00.123456Z"),
                new PackReview.Published(2, Instant.parse("2026-11-02T09:30:00Z"), PUBLISHER, drift()),
                notes,
                letterhead());
    }

    /// Its address is no markup, whatever it looks like.
    static Letterhead letterhead() {
        var drawn = new BufferedImage(600, 90, BufferedImage.TYPE_INT_ARGB);
        var pen = drawn.createGraphics();
        pen.setColor(Color.BLUE);
        pen.fillOval(10, 10, 70, 70);
        pen.dispose();
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawn, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Letterhead(
                new UUID(7, 8), Logo.read(file.toByteArray()), "#0b57a4", "Northwind <b>Consulting</b>\nHauptstraße 1");
    }

    /// As the service of reviews has it.
    static ReviewContent told(ReviewContent content, PackProfile profile) {
        return profile.isInternal() ? content : ContentForCustomers.of(content);
    }

    /// As [PackService] has it for the profiles that leave out what is internal.
    private static PackReview reviewForOthers(List<ReviewNote> notes) {
        var whole = review(notes);
        return new PackReview(
                whole.id(),
                whole.slug(),
                whole.status(),
                whole.fingerprint(),
                whole.composedAt(),
                new PackReview.Published(2, Instant.parse("2026-11-02T09:30:00Z"), null, drift()),
                ReviewNote.forCustomers(notes),
                letterhead());
    }

    /// With a change of every kind, in one source of three.
    private static ReviewDrift drift() {
        var side = new Side(new UUID(3, 4), "1.0", Instant.parse("2026-10-20T08:00:00Z"), false);
        var changes = Arrays.stream(ChangeKind.values())
                .collect(Collectors.toMap(
                        kind -> kind,
                        kind -> new Changed(
                                30,
                                List.of(new ChangedCheck(
                                        "C." + kind.code(),
                                        "Title of <b>" + kind.code(),
                                        "pass",
                                        "fail",
                                        Severity.HIGH,
                                        "resource-of-drift")))));
        return new ReviewDrift(
                new Baseline(new UUID(5, 6), 1, Instant.parse("2026-10-01T08:00:00Z")),
                List.of(
                        new SourceDrift("Tool", "target-of-drift", Comparison.COMPARED, side, side, changes, 4),
                        new SourceDrift("Other", null, Comparison.NOTHING_COMPARABLE, side, side, Map.of(), 0),
                        new SourceDrift("New", null, Comparison.ADDED, null, side, Map.of(), 0)));
    }

    static byte[] pdf(PackProfile profile, Language language) {
        return bytes(content(), new PackOrder(profile, PackFormat.PDF, language));
    }

    static byte[] bytes(ReviewContent content, PackOrder order) {
        return bytes(content, NOTES, order);
    }

    /// @param notes all that are kept
    static byte[] bytes(ReviewContent content, List<ReviewNote> notes, PackOrder order) {
        try {
            var out = new ByteArrayOutputStream();
            WRITER.write(
                    told(content, order.profile()),
                    order.profile().isInternal() ? review(notes) : reviewForOthers(notes),
                    order,
                    out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.packs.words.SourceName;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Completeness;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewPublication;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Spans;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was reviewed, from what, when, and how far it reaches.
final class IdentitySection extends DocumentSection {

    private static final int SHORT = 12;

    private final ReviewContent content;
    private final Function<UUID, String> address;
    private final LocalFormat format;
    private FactList told = new FactList();

    /// @param address of another review, by its id
    IdentitySection(ReviewRow review, ReviewContent content, Function<UUID, String> address, LocalFormat format) {
        super("identity");
        this.content = content;
        this.address = address;
        this.format = format;
        add(told);
        tell(review);
    }

    void tell(ReviewRow review) {
        var now = facts(review);
        replace(told, now);
        told = now;
    }

    private FactList facts(ReviewRow review) {
        var facts = new FactList()
                .fact(
                        getTranslation("document.identity.environment"),
                        content.environment().name());
        addSources(facts);
        facts.fact(getTranslation("document.identity.started"), format.dateTime(review.createdAt()));
        if (review.status() == ReviewStatus.READY) {
            facts.fact(getTranslation("document.identity.composed"), format.dateTime(review.statusAt()));
        }
        if (review.publication() != null) {
            addPublication(facts, review.publication());
        }
        facts.fact(getTranslation("document.identity.status"), ReviewWording.badge(review.status()));
        facts.fact(getTranslation("document.identity.completeness"), completeness(content.completeness()));
        facts.fact(getTranslation("document.identity.fingerprint"), fingerprint(review.fingerprint()));
        return facts;
    }

    private void addPublication(FactList facts, ReviewPublication publication) {
        var at = format.dateTime(publication.at());
        facts.fact(
                getTranslation("document.identity.published"),
                publication.by() == null
                        ? getTranslation("document.identity.published_at", publication.number(), at)
                        : getTranslation(
                                "document.identity.published_by",
                                publication.number(),
                                at,
                                ForeignText.shown(publication.by())));
        addNeighbour(facts, "document.identity.replaces", publication.replaces());
        addNeighbour(facts, "document.identity.replaced_by", publication.replacedBy());
    }

    private void addNeighbour(FactList facts, String name, @Nullable Neighbour neighbour) {
        if (neighbour != null) {
            var text = getTranslation(
                    "document.identity.published_at", neighbour.number(), format.dateTime(neighbour.at()));
            facts.fact(getTranslation(name), new Anchor(address.apply(neighbour.reviewId()), text));
        }
    }

    private void addSources(FactList facts) {
        var sources = content.provenance().snapshots().stream()
                .map(ReviewContent.SnapshotProvenance::source)
                .toList();
        facts.fact(
                getTranslation("document.identity.target"),
                lines(sources.stream().map(this::target)));
        facts.fact(
                getTranslation("document.identity.evidence"),
                lines(sources.stream().map(this::collected)));
    }

    private Span[] lines(Stream<String> texts) {
        return texts.distinct().map(Spans::line).toArray(Span[]::new);
    }

    private String target(Source source) {
        var known = SourceName.target(source.target());
        if (known.isEmpty()) {
            return getTranslation(source.file() == null ? "pack.target_untold" : "document.identity.target_unnamed");
        }
        return known;
    }

    private String collected(Source source) {
        var at = format.dateTime(source.collectedAt());
        if (source.collectedAtUpload()) {
            return getTranslation("document.identity.uploaded", SourceName.tool(source), at);
        }
        return source.timeWithoutZone()
                ? getTranslation("document.identity.collected_without_zone", SourceName.tool(source), at)
                : getTranslation("document.identity.collected", SourceName.tool(source), at);
    }

    private Component[] completeness(Completeness completeness) {
        var state = new Span(ReviewWording.completeness(completeness.state().code()));
        if (completeness.reasons().isEmpty()) {
            return new Component[] {state};
        }
        var reasons = new UnorderedList();
        completeness
                .reasons()
                .forEach((reason, count) -> reasons.add(
                        new ListItem(getTranslation("review.completeness_reason." + reason.code(), count))));
        return new Component[] {state, reasons};
    }

    private Span fingerprint(String fingerprint) {
        var shown = Spans.mono(fingerprint.substring(0, SHORT));
        shown.setTitle(getTranslation("document.identity.fingerprint_counts", fingerprint));
        return shown;
    }
}

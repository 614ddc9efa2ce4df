package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.packs.words.DriftSentences;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.Comparison;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.ChangedChecks;
import io.runtruth.ui.kit.LocalFormat;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What changed since another review of the environment (contract 6, drift): the tenant, what is assessed of it and
/// the tool apart, check by check.
final class DriftSection extends DocumentSection {

    private static final List<Part> PARTS = List.of(
            new Part(
                    "tenant",
                    List.of(
                            ChangeKind.NEWLY_FAILING,
                            ChangeKind.FIXED,
                            ChangeKind.OTHER,
                            ChangeKind.APPEARED,
                            ChangeKind.DISAPPEARED)),
            new Part("coverage", List.of(ChangeKind.BECAME_ASSESSED, ChangeKind.CEASED_TO_BE_ASSESSED)),
            new Part("tool", List.of(ChangeKind.NEW_CONTROL, ChangeKind.GONE_CONTROL, ChangeKind.REVISED_CONTROL)));

    private final LocalFormat format;
    private final DriftSentences sentences;

    /// @param shown what it is about
    /// @param onChosen hears which other review the reader wants it compared with
    DriftSection(DriftShown shown, LocalFormat format, Consumer<UUID> onChosen) {
        super("drift");
        this.format = format;
        this.sentences = new DriftSentences(InWords.of(format));
        addClassName("drift");
        if (shown.isChoice()) {
            add(choice(shown, onChosen));
        }
        if (shown.drift() == null) {
            paragraph(getTranslation("document.drift.first"));
        } else {
            var sources = shown.drift().sources();
            add(against(shown.drift(), shown.address()));
            sources.forEach(source -> source(source, sources.size() > 1));
        }
    }

    private Component choice(DriftShown shown, Consumer<UUID> onChosen) {
        var select = new Select<Neighbour>();
        select.setId("filter-against");
        select.setLabel(getTranslation("document.drift.choose"));
        select.setItems(shown.others());
        select.setItemLabelGenerator(it -> named(it.number(), it.at()));
        select.addThemeVariants(SelectVariant.SMALL);
        select.addClassNames("screen-only", "drift-choice");
        var drift = shown.drift();
        if (drift != null) {
            shown.others().stream()
                    .filter(it -> it.reviewId().equals(drift.against().reviewId()))
                    .findFirst()
                    .ifPresent(select::setValue);
        }
        select.addValueChangeListener(
                change -> onChosen.accept(change.getValue().reviewId()));
        return select;
    }

    private String named(int number, Instant at) {
        return getTranslation("document.identity.published_at", number, format.date(at));
    }

    private Component against(ReviewDrift drift, @Nullable String address) {
        var text = sentences.against(drift);
        return new Paragraph(address == null ? new Span(text) : new Anchor(address, text));
    }

    private void source(SourceDrift source, boolean isOneOfSeveral) {
        if (isOneOfSeveral) {
            add(new H3(ForeignText.joined(" · ", source.tool(), source.target())));
        }
        paragraph(sentences.evidence(source));
        if (source.comparison() == Comparison.COMPARED) {
            compared(source, isOneOfSeveral);
        }
    }

    private void compared(SourceDrift source, boolean isBelowItsHeading) {
        for (var part : PARTS) {
            var kinds = part.kinds().stream()
                    .filter(kind -> source.of(kind).count() > 0)
                    .toList();
            if (!kinds.isEmpty()) {
                var heading = getTranslation("document.drift.part." + part.code());
                add(isBelowItsHeading ? new H4(heading) : new H3(heading));
                kinds.forEach(kind -> add(kind(source, kind)));
            }
        }
        paragraph(getTranslation("evidence.changes.unchanged_count", source.unchanged()));
    }

    /// What is newly not met is read at once.
    private NativeDetails kind(SourceDrift source, ChangeKind kind) {
        var changed = source.of(kind);
        var details = new NativeDetails(sentences.kind(kind, changed.count()), new ChangedChecks(kind, changed));
        details.addClassName("drift-kind");
        details.setOpen(kind == ChangeKind.NEWLY_FAILING);
        return details;
    }

    /// Kinds of one origin.
    ///
    /// @param code tail of its title's key
    private record Part(String code, List<ChangeKind> kinds) {}

    /// What a review is compared with.
    ///
    /// @param drift null where nothing was published before
    /// @param address of the review that it is compared with; null where its reader cannot open it
    /// @param others that it can be compared with as well
    record DriftShown(@Nullable ReviewDrift drift, @Nullable String address, List<Neighbour> others) {

        boolean isEmpty() {
            return drift == null && others.isEmpty();
        }

        /// Another than the one that it is compared with by itself.
        private boolean isChoice() {
            return others.size() > (drift == null ? 0 : 1);
        }
    }
}

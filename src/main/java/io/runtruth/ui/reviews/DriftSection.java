package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.Side;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.ChangeWording;
import io.runtruth.ui.kit.ChangedChecks;
import io.runtruth.ui.kit.LocalFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final ChangeWording wording = new ChangeWording(this);

    /// @param address of the review that it is compared with; empty where its reader cannot open it
    DriftSection(ReviewDrift drift, Optional<String> address, LocalFormat format) {
        super("drift");
        this.format = format;
        addClassName("drift");
        add(against(drift, address));
        drift.sources().forEach(source -> source(source, drift.sources().size() > 1));
    }

    private Component against(ReviewDrift drift, Optional<String> address) {
        var text = getTranslation(
                "document.drift.against",
                drift.against().number(),
                format.date(drift.against().publishedAt()));
        return new Paragraph(address.<Component>map(it -> new Anchor(it, text)).orElseGet(() -> new Span(text)));
    }

    private void source(SourceDrift source, boolean isOneOfSeveral) {
        if (isOneOfSeveral) {
            add(new H3(ForeignText.joined(" · ", source.tool(), source.target())));
        }
        switch (source.comparison()) {
            case COMPARED -> compared(source);
            case NOTHING_COMPARABLE ->
                paragraph(wording.text("nothing_comparable"), sides(source.before(), source.now()));
            case ADDED -> paragraph(getTranslation("document.drift.added", evidence(source.now())));
            case LEFT_OUT -> paragraph(getTranslation("document.drift.left_out", evidence(source.before())));
        }
    }

    private void compared(SourceDrift source) {
        paragraph(sides(source.before(), source.now()));
        for (var part : PARTS) {
            var kinds = part.kinds().stream()
                    .filter(kind -> source.of(kind).count() > 0)
                    .toList();
            if (!kinds.isEmpty()) {
                add(new H4(getTranslation("document.drift.part." + part.code())));
                kinds.forEach(kind -> add(kind(source, kind)));
            }
        }
        paragraph(wording.text("unchanged_count", source.unchanged()));
    }

    /// What is newly not met is read at once.
    private NativeDetails kind(SourceDrift source, ChangeKind kind) {
        var changed = source.of(kind);
        var details = new NativeDetails(
                getTranslation("document.drift.kind", wording.title(kind), format.number(changed.count())),
                new ChangedChecks(kind, changed));
        details.addClassName("drift-kind");
        details.setOpen(kind == ChangeKind.NEWLY_FAILING);
        return details;
    }

    private String sides(@Nullable Side before, @Nullable Side now) {
        return getTranslation("document.drift.sides", evidence(before), evidence(now));
    }

    private String evidence(@Nullable Side side) {
        var known = Objects.requireNonNull(side, "the side that there is evidence of");
        var day = format.date(known.collectedAt());
        var version = ForeignText.shown(Objects.requireNonNullElse(known.toolVersion(), ""));
        return getTranslation(known.uploaded() ? "document.drift.uploaded" : "document.drift.collected", version, day);
    }

    /// Kinds of one origin.
    ///
    /// @param code tail of its title's key
    private record Part(String code, List<ChangeKind> kinds) {}
}

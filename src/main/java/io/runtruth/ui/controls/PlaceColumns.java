package io.runtruth.ui.controls;

import static io.runtruth.ui.controls.ControlWording.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.reviews.ControlPlace;
import io.runtruth.reviews.ControlPlace.ControlStanding;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// The columns of the environments of a control; a card each where the page is narrow.
///
/// @param workspace whose slug
record PlaceColumns(Supplier<String> workspace) {

    void addTo(Grid<ControlPlace> grid) {
        add(grid, "environment", this::environment).setWidth("200px").setFlexGrow(2);
        add(grid, "result", PlaceColumns::result).setWidth("230px").setFlexGrow(1);
        add(grid, "since", PlaceColumns::since).setWidth("130px");
        add(grid, "accepted", this::accepted).setWidth("210px");
        add(grid, "evidence", PlaceColumns::evidence).setWidth("130px");
        add(grid, "review", this::review).setWidth("140px");
        var card = add(grid, "card", this::card).setFlexGrow(1).setResizable(false);
        RowCards.follow(grid, card);
    }

    private Component environment(ControlPlace place) {
        var link = new Anchor("/" + Routes.environment(workspace.get(), place.slug()), ForeignText.shown(place.name()));
        link.addClassName("control-title");
        link.getElement().setAttribute("title", ForeignText.shown(place.name()));
        return Spans.stacked(link);
    }

    private static Component result(ControlPlace place) {
        return Spans.stacked(ControlWording.badge(place), Spans.quiet(detail(place)));
    }

    /// Why it is not known, or of how many checks it is true.
    private static String detail(ControlPlace place) {
        var standing = place.standing();
        if (standing == null) {
            return text(place.review() == null ? "controls.absent.no_review" : "controls.absent.not_in_review");
        }
        var reason = standing.reason();
        if (reason != null) {
            return text("controls.reason." + reason.code());
        }
        return standing.checks() == 1
                ? ""
                : text("controls.checks", format().number(standing.affected()), format().number(standing.checks()));
    }

    private static Component since(ControlPlace place) {
        var standing = place.standing();
        return standing == null ? new Span() : new RelativeTime(standing.since());
    }

    private static Component evidence(ControlPlace place) {
        var standing = place.standing();
        return standing == null ? new Span() : new RelativeTime(standing.collectedAt());
    }

    private Component accepted(ControlPlace place) {
        var standing = place.standing();
        return standing == null || standing.acceptance() == null ? new Span() : acceptance(place.slug(), standing);
    }

    /// What the review took as accepted; and what has become of that since.
    private Component acceptance(String slug, ControlStanding standing) {
        var acceptance = Objects.requireNonNull(standing.acceptance());
        var link = new Anchor(
                "/" + Routes.acceptedRisks(workspace.get(), slug),
                text("controls.accepted_until", format().date(acceptance.until())));
        return acceptance.state().holds()
                ? link
                : Spans.stacked(
                        link,
                        Spans.quiet(text("accepted.state." + acceptance.state().code())));
    }

    private Component review(ControlPlace place) {
        var review = place.review();
        return review == null
                ? new Span()
                : Spans.stacked(new Anchor(
                        "/" + Routes.review(workspace.get(), review.id()), ReviewWording.badge(review.status())));
    }

    private Component card(ControlPlace place) {
        var parts = new ArrayList<Component>(List.of(environment(place), result(place)));
        var standing = place.standing();
        if (standing != null) {
            parts.add(labelled("since", since(place)));
            parts.add(labelled("evidence", evidence(place)));
            if (standing.acceptance() != null) {
                parts.add(acceptance(place.slug(), standing));
            }
        }
        parts.add(review(place));
        var card = new Span(parts.toArray(Component[]::new));
        card.addClassName("environment-card");
        return card;
    }

    private static Span labelled(String column, Component what) {
        return Spans.cell(Spans.quiet(text("controls.place." + column)), what);
    }

    private static LocalFormat format() {
        return LocalFormat.of(UI.getCurrent());
    }

    private static Grid.Column<ControlPlace> add(
            Grid<ControlPlace> grid, String name, ValueProvider<ControlPlace, Component> cell) {
        return RowCards.add(grid, cell)
                .setKey(name)
                .setHeader(text("controls.place." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }
}

package io.runtruth.ui.published;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.reviews.PublishedEnvironment;
import io.runtruth.reviews.PublishedQueries;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LetterheadBox;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.NameFilter;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is published in a workspace: the home of its customers, and what anybody else sees of it as they do. A card
/// for each environment; what is published meanwhile appears by itself.
@PermitAll
@Route(value = Routes.PUBLISHED, layout = MainLayout.class)
@StyleSheet("context://console/theme/published.css")
class PublishedView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    /// Cards of a portion: as many as a page draws at once.
    private static final int PORTION = 48;

    /// From so many on there is something to search through.
    private static final int SEARCHED = 7;

    private final PublishedQueries published;
    private final WorkspaceQueries workspaces;
    private final LetterheadQueries letterheads;
    private final CurrentActor current;

    private final ViewHeader header = new ViewHeader("");
    private final NameFilter name = new NameFilter(this::filter);
    private final LetterheadBox letterhead = new LetterheadBox();
    private final Div cards = new Div();
    private final Button more = new Button();
    private List<PublishedEnvironment> environments = List.of();
    private int portions = 1;
    private volatile @Nullable WorkspaceRow workspace;

    PublishedView(
            PublishedQueries published,
            WorkspaceQueries workspaces,
            LetterheadQueries letterheads,
            CurrentActor current,
            LiveUpdates live) {
        this.published = published;
        this.letterheads = letterheads;
        this.workspaces = workspaces;
        this.current = current;
        cards.addClassName("published-cards");
        more.setId("action-more");
        more.setText(getTranslation("published.more"));
        more.addThemeVariants(ButtonVariant.TERTIARY);
        more.addClickListener(_ -> {
            portions++;
            show();
        });
        header.addFacts(name);
        getContent().setId("view-published");
        getContent().addClassName("view");
        getContent().add(letterhead, header, cards, more);
        live.bind(this, this::concerns, _ -> read());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var entered = workspaces.bySlug(
                current.get(),
                event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        workspace = entered;
        letterhead.show(letterheads.current(current.get(), entered.id()));
        header.setTitle(entered.name());
        portions = 1;
        environments = published.environments(current.get(), entered.id());
        name.read(event.getLocation());
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("published.page.title");
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        var at = workspace;
        return at != null
                && change.workspaceId().equals(at.id())
                && (change.kind() == Change.Kind.REVIEW || change.kind() == Change.Kind.ENVIRONMENT);
    }

    /// Drawn again only where something else is published than before.
    private void read() {
        var read = published.environments(current.get(), here().id());
        if (!read.equals(environments)) {
            environments = read;
            show();
        }
    }

    private void filter() {
        portions = 1;
        show();
    }

    private void show() {
        var asked = name.getValue().strip().toLowerCase(Locale.ROOT);
        var found = environments.stream()
                .filter(it -> it.name().toLowerCase(Locale.ROOT).contains(asked))
                .toList();
        name.setVisible(environments.size() >= SEARCHED || !asked.isEmpty());
        cards.removeAll();
        found.stream()
                .limit((long) portions * PORTION)
                .map(environment -> new PublishedCard(here().slug(), environment))
                .forEach(cards::add);
        if (found.isEmpty()) {
            cards.add(environments.isEmpty() ? nothing() : nothingFound());
        }
        more.setVisible(found.size() > portions * PORTION);
    }

    private EmptyState nothing() {
        return new EmptyState(
                Glyph.REVIEW,
                getTranslation("published.empty.title"),
                getTranslation("published.empty.text", here().name()));
    }

    private EmptyState nothingFound() {
        return new EmptyState(
                Glyph.SEARCH,
                getTranslation("reviews.empty_filter.title"),
                getTranslation("reviews.empty_filter.text"),
                new Button(getTranslation("reviews.empty_filter.next"), _ -> name.clear()));
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "a view is entered before it is shown");
    }
}

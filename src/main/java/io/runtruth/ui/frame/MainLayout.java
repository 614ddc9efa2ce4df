package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.SessionQueries;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Toast;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The frame of the console: where one is (workspace, navigation), who one is, and whether what one sees is live.
/// Open to all, because error views stand in it; it shows each person what is theirs, and each view asks for
/// itself.
@AnonymousAllowed
@JsModule("context://console/components/palette.js")
public class MainLayout extends AppLayout implements BeforeEnterObserver {

    private static final String PAGE_ID = "page";

    /// After a session has moved here, for as long: all its pages load again one after the other.
    private static final Duration MOVED = Duration.ofMinutes(1);

    private final List<WorkspaceRow> workspaces;
    private final Navigation navigation = new Navigation();
    private final WorkspaceSwitcher switcher;
    private final Palette palette;
    private final Main page = new Main();

    public MainLayout(
            CurrentActor current,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            RunQueries runQueries,
            SessionQueries sessions,
            NoticeBoard notices,
            WaiverNotices accepted,
            LiveUpdates live,
            Clock clock,
            AuthenticationContext authentication) {
        var person = current.find();
        this.workspaces = person.map(workspaces::mine).orElse(List.of());
        switcher = new WorkspaceSwitcher(this.workspaces, this::enter);
        page.setId(PAGE_ID);
        page.addClassName("page");
        page.getElement().setAttribute("tabindex", "-1");
        setI18n(new AppLayoutI18n().setDrawer(getTranslation("kit.navigation.label")));
        setPrimarySection(Section.DRAWER);
        addToDrawer(drawer(person.filter(Actor.Person::systemOperator).isPresent()));
        palette = new Palette(
                this.workspaces,
                workspace -> environments.all(current.get(), workspace.id()),
                (workspace, start) -> runQueries.beginning(current.get(), workspace.id(), start),
                person.filter(Actor.Person::systemOperator).isPresent());
        var banner = banner(new LiveIndicator(clock, live));
        person.ifPresent(_ -> banner.add(palette.opener()));
        var told = those(Capability.PUBLISHED_REVIEW_VIEW);
        var runs = those(Capability.OPERATIONS_VIEW);
        told.addAll(runs);
        person.filter(_ -> !told.isEmpty())
                .ifPresent(it -> banner.add(new Bell(notices, accepted, live, it, told, !runs.isEmpty())));
        person.ifPresent(it -> {
            banner.add(new PersonMenu(it.name(), authentication::logout));
            var standing = workspaces.standing(it);
            Runnable look = () -> reloadUnless(standing.equals(workspaces.standing(it)));
            live.bind(this, change -> isAbout(it, change), _ -> {
                look.run();
                current.session().filter(id -> !sessions.isOpen(it, id)).ifPresent(_ -> reload());
            });
            live.tick(this, look);
            current.resumedAt()
                    .filter(at -> clock.instant().isBefore(at.plus(MOVED)))
                    .ifPresent(_ -> Toast.done(
                            getTranslation("kit.session.moved.title"), getTranslation("kit.session.moved.text")));
        });
        addToNavbar(banner);
    }

    /// The address says where one is, also under an error view. A workspace that is none of the person's looks like
    /// none at all: the view inside answers "not found" (I12). On a page that is in none, whoever has one workspace
    /// keeps the way back to it.
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var slug = Routes.workspaceIn(event.getLocation());
        workspaces.stream()
                .filter(it -> slug.map(it.slug()::equals).orElse(workspaces.size() == 1))
                .findFirst()
                .ifPresentOrElse(this::show, this::showNone);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        page.getElement().removeAllChildren();
        page.getElement().appendChild(content.getElement());
        super.showRouterLayoutContent(page);
    }

    /// The workspaces where the person may do this; to be added to.
    private Set<UUID> those(Capability capability) {
        return workspaces.stream()
                .filter(it -> it.may(capability))
                .map(WorkspaceRow::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private boolean isAbout(Actor.Person person, Change change) {
        return change.kind() == Change.Kind.ACCESS
                && (change.id().equals(person.account())
                        || workspaces.stream().anyMatch(it -> it.id().equals(change.id())));
    }

    /// Whoever was given another role, or none, does not keep what the page has read with the one before: it is
    /// loaded again, and shows what is theirs now.
    private void reloadUnless(boolean sameRights) {
        if (!sameRights) {
            reload();
        }
    }

    private void reload() {
        getUI().ifPresent(ui -> ui.getPage().reload());
    }

    private void show(WorkspaceRow workspace) {
        navigation.show(workspace);
        switcher.show(workspace);
        palette.at(workspace);
    }

    private void showNone() {
        navigation.removeAll();
        switcher.showNone();
        palette.at(null);
    }

    private void enter(WorkspaceRow workspace) {
        getUI().ifPresent(ui -> ui.navigate(Routes.workspace(workspace.slug())));
    }

    private Component drawer(boolean forSystemOperator) {
        var drawer = new Aside(new Brand(), switcher, navigation);
        if (forSystemOperator) {
            drawer.add(new SystemNavigation());
        }
        drawer.addClassName("drawer");
        drawer.getElement().setAttribute("aria-label", getTranslation("kit.navigation.label"));
        return drawer;
    }

    private Component skipLink() {
        var link = new Anchor("#" + PAGE_ID, getTranslation("kit.navigation.skip"));
        link.addClassName("skip-link");
        link.setRouterIgnore(true);
        return link;
    }

    private Component toggle() {
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("kit.navigation.toggle"));
        return toggle;
    }

    private Header banner(Component live) {
        var spacer = new Span();
        spacer.addClassName("spacer");
        var banner = new Header(skipLink(), toggle(), spacer, live);
        banner.addClassName("banner");
        return banner;
    }
}

package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.live.Change;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.restore.ConfigurationSnapshot;
import io.runtruth.restore.RestoreQueries;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreRun;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart;
import io.runtruth.restore.RestoreStart.AlreadyStarted;
import io.runtruth.restore.RestoreStart.OtherActive;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.RestoreStart.RestoreRefused;
import io.runtruth.restore.RestoreState;
import io.runtruth.restore.SnapshotDownloadService;
import io.runtruth.restore.SnapshotQueries;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetQueries;
import io.runtruth.restore.TargetService;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LongWork;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An environment's configuration (contract 7, 9): where it is, its snapshots, and the restore that is looked at,
/// from preview over the question to the results, live.
@PermitAll
@StyleSheet("context://console/theme/restore.css")
@Route(value = Routes.RESTORE, layout = MainLayout.class)
class RestoreView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String SHOWN = "restore";
    private static final int PART = 20;
    private static final int MOST_LEFT = 20_000;

    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final TargetQueries targetQueries;
    private final TargetService targets;
    private final SnapshotQueries snapshots;
    private final RestoreQueries queries;
    private final RestoreService service;
    private final RunQueries runs;
    private final ProblemMessages messages;
    private final CurrentActor current;

    private final ViewHeader header = new ViewHeader("");
    private final Anchor back = new Anchor("", getTranslation("restore.back"));
    private final TargetPart target;
    private final Section one = new Section();
    private final RestorePart restore;
    private final SnapshotPart snapshotPart;
    private final UnorderedList history = new UnorderedList();
    private final Section historyPart = new Section();
    private final Button more = new Button(getTranslation("restore.items.more"));

    private @Nullable WorkspaceRow workspace;
    /// Also read on the feed's thread.
    private volatile @Nullable EnvironmentRow environment;

    private @Nullable UUID selected;
    private @Nullable List<RestoreRun> listed;
    private int shown = PART;

    RestoreView(
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            TargetQueries targetQueries,
            TargetService targets,
            SnapshotQueries snapshots,
            SnapshotService taking,
            SnapshotDownloadService downloads,
            RestoreQueries queries,
            RestoreService service,
            RunQueries runs,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live) {
        this.workspaces = workspaces;
        this.environments = environments;
        this.targetQueries = targetQueries;
        this.targets = targets;
        this.snapshots = snapshots;
        this.queries = queries;
        this.service = service;
        this.runs = runs;
        this.messages = messages;
        this.current = current;
        target = new TargetPart((place, token) -> attempt(() -> {
            targets.choose(current.get(), here().scope(), place, token);
            Toast.done(getTranslation("settings.saved"));
        }));
        restore = new RestorePart(queries, new Acts());
        snapshotPart = new SnapshotPart(taking, downloads, messages, current.get(), this::preview, this::show);
        history.setId("grid-restores");
        history.addClassName("restore-rows");
        more.setId("action-more-restores");
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        more.addClickListener(_ -> {
            shown += PART;
            show();
        });
        historyPart.addClassName("part");
        historyPart.add(new H2(getTranslation("restore.history.title")), history, more);
        header.addActions(back);
        getContent().setId("view-restore");
        getContent().addClassName("view");
        getContent().add(header, target, one, snapshotPart, historyPart);
        live.bind(this, this::concerns, _ -> show());
        live.tick(this, this::show);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var entered = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        var slug = parameters.get(Routes.ENVIRONMENT_PARAMETER).orElseThrow();
        workspace = entered;
        environment = environments.bySlug(current.get(), entered.id(), slug);
        selected = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(SHOWN)
                .map(Routes::id)
                .orElse(null);
        header.setTitle(getTranslation("restore.title", here().name()));
        back.setHref("/" + Routes.environment(slug(), here().slug()));
        snapshotPart.lead(
                id -> "/" + Routes.snapshot(slug(), here().slug(), id), "/" + Routes.compare(slug(), here().slug()));
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("restore.title", ForeignText.shown(here().name()));
    }

    /// Reads the environment first: whoever may no longer see it sees nothing of it.
    private void show() {
        var scope = here().scope();
        var actor = current.get();
        var read = environments.byId(actor, scope);
        environment = read;
        var standing = targetQueries.target(actor, scope);
        target.show(standing, may(Capability.WORKSPACE_MANAGE));
        snapshotPart.show(
                scope,
                snapshots.page(actor, scope, null, PART).items(),
                may(Capability.RESTORE_EXECUTE),
                standing.isUsable(),
                !read.archived());
        showHistory(queries.page(actor, scope, null, shown).items());
        showOne(standing.isUsable() && !read.archived());
    }

    private void showHistory(List<RestoreRun> restores) {
        historyPart.setVisible(!restores.isEmpty());
        more.setVisible(restores.size() == shown);
        if (restores.equals(listed)) {
            return;
        }
        listed = restores;
        history.removeAll();
        restores.forEach(it -> history.add(row(it)));
    }

    private ListItem row(RestoreRun of) {
        var link = new Anchor(path(of.id()), getTranslation("restore.history.one", of.chosen()));
        return new ListItem(
                link,
                RestoreWording.state(of),
                new RelativeTime(of.previewed().at()),
                Spans.quiet(of.previewed().name()));
    }

    private String path(UUID id) {
        return "/" + Routes.restore(slug(), here().slug()) + "?" + SHOWN + "=" + id;
    }

    private void showOne(boolean isUsable) {
        var id = selected;
        one.setVisible(id != null);
        if (id == null) {
            one.removeAll();
            return;
        }
        var scope = here().scope();
        var actor = current.get();
        var now = queries.one(actor, scope, id);
        if (!one.getChildren().findAny().isPresent()) {
            one.add(restore);
        }
        restore.show(new RestorePart.Shown(
                actor,
                now,
                queries.counts(actor, scope, id),
                now.isOpen() ? queries.left(actor, scope, id, MOST_LEFT) : Set.of(),
                may(Capability.RESTORE_EXECUTE),
                queries.needsApproval(actor, scope),
                stopped(now),
                isUsable && RestoreWording.isOver(now) && now.state() == RestoreState.COMPLETED
                        || isUsable && stopped(now) != null,
                slug(),
                here().name()));
    }

    /// How the run of a restore ended that is not completed.
    private @Nullable RunOutcome stopped(RestoreRun of) {
        if (of.runId() == null || RestoreWording.isOver(of)) {
            return null;
        }
        var run = runs.detail(current.get(), workspaceId(), of.runId()).run();
        return run.status().isActive() ? null : run.outcome();
    }

    private void preview(ConfigurationSnapshot snapshot) {
        preview(snapshot.id());
    }

    /// Reading the target takes as long as it takes: the page does not wait for it.
    private void preview(UUID snapshotId) {
        var actor = current.get();
        var scope = here().scope();
        var asked = new NewPreview(snapshotId, null, click());
        snapshotPart.setReading(true);
        LongWork.begin(this, messages, () -> service.preview(actor, scope, asked), this::previewed, this::notRead);
    }

    private void previewed(RestoreRun made) {
        snapshotPart.setReading(false);
        open(made);
    }

    private void notRead(String why) {
        snapshotPart.setReading(false);
        Toast.problem(why);
        show();
    }

    private static RestoreRequest click() {
        return new RestoreRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }

    /// Its address restores the page.
    private void open(RestoreRun made) {
        UI.getCurrent()
                .navigate(
                        Routes.restore(slug(), here().slug()),
                        new QueryParameters(Map.of(SHOWN, List.of(made.id().toString()))));
    }

    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
        show();
    }

    private void tell(RestoreStart answer) {
        switch (answer) {
            case RestoreDispatched _ -> Toast.done(getTranslation("restore.started"));
            case AlreadyStarted _ -> Toast.done(getTranslation("problem.restore.started_already"));
            case OtherActive _ -> Toast.problem(getTranslation("problem.restore.other_active"));
            case RestoreRefused refused ->
                Toast.problem(getTranslation("problem." + refused.reason().code()));
        }
    }

    private boolean concerns(Change change) {
        var known = environment;
        return known != null
                && known.scope().environmentId().equals(change.environmentId())
                && change.kind() != Change.Kind.EVIDENCE
                && change.kind() != Change.Kind.REVIEW;
    }

    private boolean may(Capability capability) {
        return entered().may(capability);
    }

    private UUID workspaceId() {
        return entered().id();
    }

    private String slug() {
        return entered().slug();
    }

    private WorkspaceRow entered() {
        return Objects.requireNonNull(workspace, "entered");
    }

    private EnvironmentRow here() {
        return Objects.requireNonNull(environment, "entered");
    }

    private final class Acts implements RestorePart.Acts {

        @Override
        public void choose(Set<String> paths) {
            attempt(() -> {
                service.choose(current.get(), here().scope(), id(), paths);
                Toast.done(getTranslation("restore.chosen"));
            });
        }

        @Override
        public void approve(String digest) {
            attempt(() -> {
                service.approve(current.get(), here().scope(), id(), digest);
                Toast.done(getTranslation("restore.approved"));
            });
        }

        @Override
        public void start(String confirm, String digest) {
            attempt(() -> tell(service.start(current.get(), here().scope(), id(), confirm, digest, click())));
        }

        @Override
        public void undo(RestoreRun of) {
            preview(of.beforeId());
        }

        private UUID id() {
            return Objects.requireNonNull(selected, "a restore is shown");
        }
    }
}

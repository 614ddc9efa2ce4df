package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.KnownTarget;
import io.runtruth.evidence.EvidenceChangeQueries;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.live.Change;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.restore.DriftQueries;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetQueries;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublishedEnvironment;
import io.runtruth.reviews.PublishedQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.StartRequest;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EnvironmentCells;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StartToast;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.Tone;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One environment: what it is, its evidence and the way to add more, the step from there to a review, and what
/// became of it: its reviews and its runs.
@PermitAll
@StyleSheet("context://console/theme/environments.css")
@Route(value = Routes.ENVIRONMENT, layout = MainLayout.class)
class EnvironmentView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final EnvironmentReviewService starts;
    private final EvidenceService imports;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final EnvironmentService writer;
    private final EvidenceQueries evidence;
    private final EvidenceChangeQueries changes;
    private final ReviewQueries reviews;
    private final PublishedQueries published;
    private final CurrentActor current;
    private final ProblemMessages messages;
    private final Clock clock;

    private final ViewHeader header = new ViewHeader("");
    private final Div archived = new Div();
    private final Button compose = new Button();
    private final Anchor accepted = new Anchor("", getTranslation("accepted.title"));
    private final Anchor configuration = new Anchor("", getTranslation("environment.to_restore"));
    private final EnvironmentSummary summary = new EnvironmentSummary();
    private final PosturePanel posture = new PosturePanel();
    private final DriftPart drift;
    private final ReviewsAndRuns reviewsAndRuns;
    private final Div uploadPlace = new Div();
    private final EvidenceGrid history = new EvidenceGrid();

    private @Nullable WorkspaceRow workspace;
    /// Also read on the feed's thread.
    private volatile @Nullable EnvironmentRow environment;

    EnvironmentView(
            EnvironmentReviewService starts,
            EvidenceService imports,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            EnvironmentService writer,
            EvidenceQueries evidence,
            EvidenceChangeQueries changes,
            ReviewQueries reviews,
            RunQueries runs,
            PublishedQueries published,
            DriftQueries drifts,
            TargetQueries targets,
            SnapshotService snapshots,
            CurrentActor current,
            ProblemMessages messages,
            Clock clock,
            LiveUpdates live) {
        this.starts = starts;
        this.imports = imports;
        this.workspaces = workspaces;
        this.environments = environments;
        this.writer = writer;
        this.evidence = evidence;
        this.changes = changes;
        this.reviews = reviews;
        this.published = published;
        this.current = current;
        this.messages = messages;
        this.clock = clock;
        reviewsAndRuns = new ReviewsAndRuns(reviews, runs);
        drift = new DriftPart(drifts, targets, snapshots, messages);
        addActions();
        summary.onUnbind(this::askUnbind);
        getContent().setId("view-environment");
        getContent().addClassName("view");
        getContent()
                .add(
                        header,
                        summary,
                        posture,
                        drift,
                        reviewsAndRuns,
                        uploadPlace,
                        new H2(getTranslation("evidence.grid.label")),
                        history);
        live.bind(this, this::concerns, this::changed);
        live.tick(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var entered = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        var slug = parameters.get(Routes.ENVIRONMENT_PARAMETER).orElseThrow();
        workspace = entered;
        environment = environments.bySlug(current.get(), entered.id(), slug);
        header.setTitle(here().name());
        showSummary();
        offerUpload();
        history.show(new EvidenceHistory(evidence, changes, current.get(), here().scope()));
    }

    @Override
    public String getPageTitle() {
        return ForeignText.shown(here().name());
    }

    private void addActions() {
        archived.add(new StatusBadge(Tone.NEUTRAL, Glyph.ARCHIVED, getTranslation("kit.environments.archived")));
        compose.setId("action-compose");
        compose.setText(getTranslation("environment.action.compose"));
        compose.addThemeVariants(ButtonVariant.SMALL);
        compose.addClickListener(_ -> compose());
        header.addFacts(archived);
        configuration.setId("link-restore");
        accepted.setId("link-accepted-risks");
        header.addActions(accepted, configuration, compose);
    }

    /// Reads the environment first: whoever may no longer see it sees nothing of it.
    private void showSummary() {
        var scope = here().scope();
        var read = environments.byId(current.get(), scope);
        environment = read;
        summary.show(
                new EnvironmentCells(slug()),
                reviews.environment(current.get(), scope),
                environments.targets(current.get(), scope),
                evidence.newest(current.get(), scope),
                may(Capability.WORKSPACE_MANAGE),
                clock.instant());
        posture.show(
                slug(),
                published
                        .environment(current.get(), scope)
                        .map(PublishedEnvironment::reviews)
                        .orElse(List.of()));
        showDrift(read);
        reviewsAndRuns.show(new ReviewsAndRuns.HistoryPlace(
                current.get(), scope, slug(), read.slug(), may(Capability.OPERATIONS_VIEW)));
        archived.setVisible(read.archived());
        accepted.setHref("/" + Routes.acceptedRisks(slug(), read.slug()));
        configuration.setHref("/" + Routes.restore(slug(), read.slug()));
        configuration.setVisible(may(Capability.OPERATIONS_VIEW));
        compose.setVisible(!read.archived() && may(Capability.ENVIRONMENT_REVIEW_MANAGE));
    }

    private void showDrift(EnvironmentRow read) {
        if (!may(Capability.OPERATIONS_VIEW)) {
            drift.setVisible(false);
            return;
        }
        drift.show(new DriftPart.DriftPlace(
                current.get(), read.scope(), slug(), read.slug(), may(Capability.RESTORE_EXECUTE) && !read.archived()));
    }

    /// Absent without the capability; the service refuses as well.
    private void offerUpload() {
        uploadPlace.removeAll();
        if (!here().archived() && may(Capability.EVIDENCE_IMPORT)) {
            var target = new EvidenceUpload.UploadTarget(here().scope(), here().name(), slug());
            var services = new EvidenceUpload.Services(imports, changes, environments);
            var results = new UploadResults(messages);
            uploadPlace.add(new EvidenceUpload(services, current.get(), target, results, this::imported));
        }
    }

    private void askUnbind(KnownTarget target) {
        var name = target.identity().name();
        var sources = evidence.sourcesOf(current.get(), here().scope(), target.identity());
        var text = getTranslation(
                "environment.unbind.text",
                here().name(),
                name == null ? target.identity().id() : name);
        Confirmation.ask(
                new Confirmation.Really(
                        "unbind",
                        getTranslation("environment.unbind.title"),
                        List.of(text, getTranslation("environment.unbind.evidence", sources)),
                        getTranslation("environment.unbind.keep"),
                        getTranslation("environment.unbind.confirm")),
                () -> {
                    writer.unbindTarget(current.get(), here().scope(), target.id());
                    showSummary();
                    Toast.done(getTranslation("environment.unbind.done", here().name()));
                });
    }

    private void imported() {
        showSummary();
        history.reload();
    }

    private void compose() {
        var ask = new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
        var result = starts.create(current.get(), here().scope(), ask);
        StartToast.show(new StartToast.Subject(slug(), here().slug(), here().name()), result);
    }

    private boolean concerns(Change change) {
        var known = environment;
        return known != null && known.scope().environmentId().equals(change.environmentId());
    }

    private void refresh() {
        showSummary();
        history.refresh();
    }

    private void changed(Set<Change> changes) {
        showSummary();
        history.changed(changes.stream()
                .filter(change -> change.kind() == Change.Kind.EVIDENCE)
                .map(Change::id)
                .collect(Collectors.toSet()));
    }

    private boolean may(Capability capability) {
        return Objects.requireNonNull(workspace, "entered").may(capability);
    }

    private String slug() {
        return Objects.requireNonNull(workspace, "entered").slug();
    }

    private EnvironmentRow here() {
        return Objects.requireNonNull(environment, "entered");
    }
}

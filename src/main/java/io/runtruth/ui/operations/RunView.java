package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.packs.EvidenceExportService;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ExportDialog;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One run: where it stands and what that means, how its ending is known, what else is known about it, and all
/// that has happened to it, kept true while the page is open (contract 9).
@PermitAll
@Route(value = Routes.RUN, layout = MainLayout.class)
@StyleSheet("context://console/theme/operations.css")
class RunView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final RunQueries queries;
    private final OperationRunService runs;
    private final RunProofService proofs;
    private final RunAgain again;
    private final EvidenceExportService exports;
    private final ReviewQueries reviews;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;
    private final Clock clock;

    private final ViewHeader header = new ViewHeader("");
    private final Span badge = new Span();
    private final ProofAction prove = new ProofAction(this::prove);
    private final CancelAction cancel = new CancelAction(this::cancel);
    private final TryAgainAction tryAgain = new TryAgainAction(this::tryAgain);
    private final Button export = new Button();
    private final RunNotices notices = new RunNotices();
    private final RunState state = new RunState();
    private final AttentionBox attention;
    private final ProofPanel proof = new ProofPanel();
    private final ProofAnswerBox answerBox = new ProofAnswerBox();
    private final RunFacts facts = new RunFacts();
    private final RunPicture picture = new RunPicture();
    private final RunTimeline timeline = new RunTimeline(picture);

    private volatile @Nullable Place place;
    private @Nullable RunPresenter shown;

    RunView(
            RunQueries queries,
            OperationRunService runs,
            RunProofService proofs,
            RunAgain again,
            EvidenceExportService exports,
            ReviewQueries reviews,
            WorkspaceQueries workspaces,
            CurrentActor current,
            AttentionActs acts,
            ProblemMessages messages,
            LiveUpdates live,
            Clock clock) {
        this.queries = queries;
        this.runs = runs;
        this.proofs = proofs;
        this.again = again;
        this.exports = exports;
        this.reviews = reviews;
        this.workspaces = workspaces;
        this.current = current;
        this.clock = clock;
        this.attention = new AttentionBox(acts, messages, this::show);
        badge.getElement().setAttribute("role", "status");
        header.addFacts(badge);
        export.setId("action-export");
        export.setText(getTranslation("export.action"));
        export.addClickListener(_ -> offerExport());
        header.addActions(prove, cancel, tryAgain, export);
        var body = new Div(facts, timeline);
        body.addClassName("run-body");
        getContent().setId("view-run");
        getContent().addClassName("view");
        getContent().add(header, state, notices, attention, proof, answerBox, body);
        live.bind(this, this::concerns, _ -> show());
        live.tick(this, this::show);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var actor = current.get();
        var workspace = workspaces.bySlug(
                actor, parameters.get(Routes.WORKSPACE_PARAMETER).orElse(""));
        var run = Routes.id(parameters.get(Routes.RUN_PARAMETER).orElse(""));
        place = new Place(actor, workspace, run);
        shown = null;
        timeline.clear();
        answerBox.clear();
        show();
    }

    @Override
    public String getPageTitle() {
        return shown().title().text();
    }

    private void show() {
        var at = place();
        var detail = queries.detail(at.actor(), at.workspace().id(), at.run());
        var presenter = new RunPresenter(
                detail,
                at.workspace(),
                ReviewLinks.of(reviews, at.actor(), at.workspace(), detail.run()),
                clock.instant());
        header.setTitle(presenter.title().text());
        if (shown != null && shown.run().status() != presenter.run().status()) {
            answerBox.clear();
        }
        showState(presenter);
        prove.show(presenter);
        cancel.setVisible(presenter.canCancel());
        tryAgain.setVisible(presenter.canTryAgain());
        export.setVisible(presenter.canExport());
        notices.show(presenter);
        attention.show(at.actor(), presenter.run(), presenter.timeline(), presenter.canAttend());
        state.show(presenter);
        proof.show(presenter.proof().orElse(null));
        facts.show(presenter.facts());
        picture.show(presenter.course().orElse(null));
        timeline.show(presenter.timeline());
        shown = presenter;
    }

    /// A badge that says the same stays as it is, so that nothing is announced twice.
    private void showState(RunPresenter presenter) {
        RunWording words = presenter.state();
        if (shown == null || !words.equals(shown.state())) {
            badge.removeAll();
            badge.add(words.badge());
        }
    }

    private void prove() {
        var at = place();
        var active = shown().run().status().isActive();
        var finding = proofs.prove(at.actor(), at.workspace().id(), at.run(), !active);
        answerBox.clear();
        show();
        var answer = active ? ProofAnswer.applied(finding) : ProofAnswer.compared(finding, shown().run());
        if (active) {
            Toast.done(answer.words().text());
        }
        if (ProofAnswer.leftAlone(finding)) {
            answerBox.show(answer);
        }
    }

    private RunTransition cancel() {
        var at = place();
        var transition = runs.cancel(at.actor(), at.workspace().id(), at.run());
        show();
        return transition;
    }

    private void tryAgain(String requestId) {
        var at = place();
        if (again.start(at.actor(), at.workspace().slug(), shown().run(), requestId)) {
            attention.offerToClose();
        }
    }

    private void offerExport() {
        var at = place();
        new ExportDialog(
                        getTranslation("export.dialog.run"),
                        () -> exports.ofRun(current.get(), at.workspace().id(), at.run(), null))
                .open();
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        var at = place;
        return at != null && change.kind() == Change.Kind.RUN && change.id().equals(at.run());
    }

    private Place place() {
        return Objects.requireNonNull(place, "a view is entered before it is shown");
    }

    private RunPresenter shown() {
        return Objects.requireNonNull(shown, "a view is entered before it is shown");
    }

    private record Place(Actor.Person actor, WorkspaceRow workspace, UUID run) {}
}

package io.runtruth.ui.operations;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.Actor;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreStart;
import io.runtruth.restore.RestoreStart.AlreadyStarted;
import io.runtruth.restore.RestoreStart.OtherActive;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.RestoreStart.RestoreRefused;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StartToast;
import io.runtruth.ui.kit.Toast;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Starts the operation of a run again, from a page, and tells what it came to.
@Component
class RunAgain {

    private final EnvironmentReviewService compositions;
    private final RestoreService restores;

    RunAgain(EnvironmentReviewService compositions, RestoreService restores) {
        this.compositions = compositions;
        this.restores = restores;
    }

    /// @param workspace its slug
    /// @param requestId one per click
    void start(Actor.Person actor, String workspace, RunRow run, String requestId) {
        switch (run.type()) {
            case REVIEW_COMPOSE -> {
                var environment = Objects.requireNonNull(run.environment());
                StartToast.show(
                        new StartToast.Subject(workspace, environment.slug(), environment.name()),
                        compositions.again(
                                actor, run.workspaceId(), run.id(), new StartRequest(Via.CONSOLE, requestId)));
            }
            case RESTORE_EXECUTE ->
                tell(
                        workspace,
                        restores.again(actor, run.workspaceId(), run.id(), new RestoreRequest(Via.CONSOLE, requestId)));
        }
    }

    private static void tell(String workspace, RestoreStart result) {
        switch (result) {
            case RestoreDispatched started -> toRun(workspace, "restore.started", started.runId());
            case AlreadyStarted started -> toRun(workspace, "problem.restore.started_already", started.runId());
            case OtherActive other -> toRun(workspace, "problem.restore.other_active", other.runId());
            case RestoreRefused refused ->
                Toast.problem(
                        I18NProvider.translate("problem." + refused.reason().code()));
        }
    }

    private static void toRun(String workspace, String said, UUID run) {
        Toast.done(
                I18NProvider.translate("run.type.restore.execute"),
                I18NProvider.translate(said),
                new Anchor("/" + Routes.run(workspace, run), I18NProvider.translate("restore.open_run")));
    }
}

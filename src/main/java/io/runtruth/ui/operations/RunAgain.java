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
import io.runtruth.reviews.StartResult;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StartToast;
import io.runtruth.ui.kit.StartToast.Told;
import io.runtruth.ui.kit.Toast;
import java.util.Optional;
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
    /// @return whether nothing was started because what the run was to make is there
    boolean start(Actor.Person actor, String workspace, RunRow run, String requestId) {
        var begun = begin(actor, workspace, run, requestId);
        tell(begun);
        return begun instanceof Again.OfReview(var _, StartResult.AlreadyAvailable _);
    }

    private static void tell(Again begun) {
        switch (begun) {
            case Again.OfReview(var subject, var result) -> StartToast.show(subject, result);
            case Again.OfRestore(var _, RestoreRefused refused) -> Toast.problem(refusal(refused));
            case Again.OfRestore again -> {
                var told = told(again);
                Toast.done(told.title(), told.more().orElse(""), told.next().orElseThrow());
            }
        }
    }

    /// From any thread.
    ///
    /// @param workspace its slug
    /// @param requestId one per click and run (I14)
    Again begin(Actor.Person actor, String workspace, RunRow run, String requestId) {
        var environment = run.environment();
        if (environment == null) {
            throw new Problem.Conflict("run.not_retryable");
        }
        return switch (run.type()) {
            case REVIEW_COMPOSE ->
                new Again.OfReview(
                        new StartToast.Subject(workspace, environment.slug(), environment.name()),
                        compositions.again(
                                actor, run.workspaceId(), run.id(), new StartRequest(Via.CONSOLE, requestId)));
            case RESTORE_EXECUTE ->
                new Again.OfRestore(
                        workspace,
                        restores.again(actor, run.workspaceId(), run.id(), new RestoreRequest(Via.CONSOLE, requestId)));
        };
    }

    static AgainInWords told(Again again) {
        return switch (again) {
            case Again.OfReview(var subject, var result) -> {
                Told told = StartToast.told(subject, result);
                yield new AgainInWords(told.title(), told.more(), Optional.of(told.next()));
            }
            case Again.OfRestore(var workspace, var result) -> ofRestore(workspace, result);
        };
    }

    private static AgainInWords ofRestore(String workspace, RestoreStart result) {
        return switch (result) {
            case RestoreDispatched started -> toRun(workspace, "restore.started", started.runId());
            case AlreadyStarted started -> toRun(workspace, "problem.restore.started_already", started.runId());
            case OtherActive other -> toRun(workspace, "problem.restore.other_active", other.runId());
            case RestoreRefused refused -> new AgainInWords(refusal(refused), Optional.empty(), Optional.empty());
        };
    }

    private static AgainInWords toRun(String workspace, String said, UUID run) {
        return new AgainInWords(
                I18NProvider.translate("run.type.restore.execute"),
                Optional.of(I18NProvider.translate(said)),
                Optional.of(new Anchor("/" + Routes.run(workspace, run), I18NProvider.translate("restore.open_run"))));
    }

    private static String refusal(RestoreRefused refused) {
        return I18NProvider.translate("problem." + refused.reason().code());
    }

    /// @param more what has to be said beside the title
    /// @param next where it leads
    record AgainInWords(String title, Optional<String> more, Optional<Anchor> next) {}
}

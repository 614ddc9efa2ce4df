package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.operations.keeping.RunKeepingService;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.PassRequestService;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.operations.reads.SystemQueries;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.ProofWording;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/// The cockpit of a system operator: the machinery, the runs of all workspaces that do not get on, and what a pass
/// would decide about them (contract 9). For anybody else it does not exist.
@PermitAll
@Route(value = Routes.SYSTEM_OPERATIONS, layout = MainLayout.class)
@StyleSheet("context://console/theme/system.css")
@Uses(RelativeTime.class)
class SystemView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final SystemBoard board;
    private final SystemQueries queries;
    private final OperationLifecycleReconciler reconciler;
    private final PassRequestService requests;
    private final RunProofService proofs;
    private final RunKeepingService kept;
    private final CurrentActor current;

    private final Machinery machinery = new Machinery();
    private final StuckRuns stuck = new StuckRuns(this::prove);
    private final Preview preview = new Preview(this::apply);
    private final AskedPass asked = new AskedPass();
    private final Passes passes = new Passes();
    private final Keeping keeping = new Keeping();
    private final Nodes nodes;

    /// What this page has asked for and not yet seen done.
    private @Nullable Long request;

    SystemView(
            SystemBoard board,
            SystemQueries queries,
            OperationLifecycleReconciler reconciler,
            PassRequestService requests,
            RunProofService proofs,
            RunKeepingService kept,
            CurrentActor current,
            LiveUpdates live) {
        this.board = board;
        this.queries = queries;
        this.reconciler = reconciler;
        this.requests = requests;
        this.proofs = proofs;
        this.kept = kept;
        this.current = current;
        nodes = new Nodes();
        getContent().setId("view-system-operations");
        getContent().addClassName("view");
        getContent().add(header(), machinery, stuck, preview, asked, nodes, passes, keeping);
        live.listen(this, board::listen, this::show);
        live.tick(this, this::show);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        preview.clear();
        asked.clear();
        request = null;
        show();
        keeping.show(kept.preview(current.get()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("system.page.title");
    }

    private ViewHeader header() {
        var look = new Button(getTranslation("system.action.preview"), _ -> preview());
        look.setId("action-preview");
        var header = new ViewHeader(getPageTitle());
        header.addActions(look);
        return header;
    }

    private void show() {
        show(board.look(current.get()));
    }

    private void show(SystemBoard.Seen seen) {
        machinery.show(seen.overview());
        nodes.show(seen.overview().nodes());
        passes.show(seen.overview().passes());
        stuck.show(seen.stuck());
        follow();
    }

    /// The pass that was asked for, until it has come to its end.
    private void follow() {
        if (request == null) {
            return;
        }
        var pass = queries.answer(current.get(), request);
        asked.show(pass);
        if (pass.isPresent() && pass.get().finishedAt() != null) {
            request = null;
        }
    }

    private void prove(StuckRun run) {
        var finding = proofs.proveAnywhere(current.get(), run.id());
        Toast.done(ProofWording.of(finding).text());
        show(board.lookAgain(current.get()));
    }

    private void preview() {
        var actor = current.get();
        var findings = reconciler.preview(actor, Preview.MOST);
        var places =
                queries.places(actor, findings.stream().map(it -> it.run().id()).toList());
        asked.clear();
        preview.show(PreviewRow.of(findings, places));
    }

    /// A pass takes as long as there are runs, so a worker does it, and the page shows how far it has come.
    private void apply() {
        request = requests.request(current.get());
        preview.clear();
        show(board.lookAgain(current.get()));
    }
}

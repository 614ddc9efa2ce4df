package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.live.Change;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.PassTally;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.operations.reads.SystemQueries;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.ProofWording;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/// The cockpit of a system operator: the machinery, the runs of all workspaces that do not get on, and what a check
/// would decide about them (SPEC 9). For anybody else it does not exist.
@PermitAll
@Route(value = Routes.SYSTEM_OPERATIONS, layout = MainLayout.class)
@StyleSheet("context://console/theme/system.css")
@Uses(RelativeTime.class)
class SystemView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final SystemQueries queries;
    private final OperationLifecycleReconciler reconciler;
    private final RunProofService proofs;
    private final CurrentActor current;

    private final Machinery machinery = new Machinery();
    private final StuckRuns stuck = new StuckRuns(this::prove);
    private final Preview preview = new Preview(this::apply);
    private final Section applied = new Section();
    private final Passes passes = new Passes();
    private final Nodes nodes;

    SystemView(
            SystemQueries queries,
            OperationLifecycleReconciler reconciler,
            RunProofService proofs,
            CurrentActor current,
            LiveUpdates live,
            Clock clock) {
        this.queries = queries;
        this.reconciler = reconciler;
        this.proofs = proofs;
        this.current = current;
        nodes = new Nodes(clock);
        applied.setId("applied");
        applied.getElement().setAttribute("role", "status");
        applied.setVisible(false);
        getContent().setId("view-system-operations");
        getContent().addClassName("view");
        getContent().add(header(), machinery, stuck, preview, applied, nodes, passes);
        live.bind(this, change -> change.kind() == Change.Kind.RUN, _ -> show());
        live.tick(this, this::show);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        preview.clear();
        applied.setVisible(false);
        show();
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
        var overview = queries.overview(current.get());
        machinery.show(overview);
        nodes.show(overview.nodes());
        passes.show(overview.passes());
        stuck.show(queries.stuck(current.get(), StuckRuns.MOST));
    }

    private void prove(StuckRun run) {
        var finding = proofs.proveAnywhere(current.get(), run.id());
        Toast.done(ProofWording.of(finding).text());
        show();
    }

    private void preview() {
        var actor = current.get();
        var findings = reconciler.preview(actor, Preview.MOST);
        var places =
                queries.places(actor, findings.stream().map(it -> it.run().id()).toList());
        applied.setVisible(false);
        preview.show(PreviewRow.of(findings, places));
    }

    private void apply() {
        var tally = reconciler.passNow(current.get());
        preview.clear();
        tell(tally);
        show();
    }

    private void tell(PassTally pass) {
        var tally = PassCounts.of(pass.lookedAt(), pass.decided(), pass.followed(), pass.leftAlone());
        var facts = new FactList();
        PassCountFacts.add(facts, tally);
        applied.removeAll();
        applied.add(new H2(getTranslation("system.applied.title")), facts);
        applied.setVisible(true);
        Toast.done(getTranslation("system.applied.done", pass.lookedAt()));
    }
}

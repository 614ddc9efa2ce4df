package io.runtruth.ui.system;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.Version;
import io.runtruth.access.SignInWays;
import io.runtruth.evidence.Upload;
import io.runtruth.operations.queue.NodeBuild;
import io.runtruth.operations.reads.SystemOverview;
import io.runtruth.operations.reads.SystemQueries;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Tone;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.springframework.util.unit.DataSize;

/// What runs here, and what it is set to, for system operators (contract 8): nothing that is secret, and no workspace.
@PermitAll
@Route(value = Routes.SYSTEM_ABOUT, layout = MainLayout.class)
@StyleSheet("context://console/theme/system.css")
class AboutView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final SystemQueries queries;
    private final NodeBuild build;
    private final SignInWays ways;
    private final Installation installation;
    private final CurrentActor current;

    private final Paragraph mixed = new Paragraph();
    private final Section release = section("release");
    private final Section nodes = section("nodes");
    private final Section signIn = section("sign_in");
    private final Section settings = section("settings");

    AboutView(
            SystemQueries queries,
            NodeBuild build,
            SignInWays ways,
            Installation installation,
            CurrentActor current,
            LiveUpdates live) {
        this.queries = queries;
        this.build = build;
        this.ways = ways;
        this.installation = installation;
        this.current = current;
        mixed.setId("mixed-versions");
        mixed.getElement().setAttribute("data-tone", Tone.WARNING.code());
        mixed.getElement().setAttribute("role", "status");
        getContent().setId("view-system-about");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getPageTitle()), mixed, release, nodes, signIn, settings);
        live.tick(this, this::showNodes);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        showNodes();
        replace(release, release());
        replace(signIn, signIn());
        replace(settings, settings());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.navigation.system_about");
    }

    private FactList release() {
        var format = LocalFormat.of(UI.getCurrent());
        var database = queries.database(current.get());
        var facts = new FactList().fact("Runtruth", build.version());
        if (build.builtAt() != null) {
            facts.fact(getTranslation("system.about.built"), format.dateTime(build.builtAt()));
        }
        return facts.fact("Java", Runtime.version().toString())
                .fact("PostgreSQL", database.version())
                .fact("Vaadin", Version.getFullVersion())
                .fact(getTranslation("system.about.size"), format.size(database.size()))
                .fact(getTranslation("system.about.schema"), database.newestChange());
    }

    /// One release, or in plain words that there are several.
    private void showNodes() {
        var overview = queries.overview(current.get());
        var versions = overview.versions();
        mixed.setVisible(versions.size() > 1);
        mixed.setText(getTranslation(
                "system.about.mixed",
                LocalFormat.of(UI.getCurrent()).list(versions.isEmpty() ? List.of("") : versions)));
        var facts = new FactList();
        versions.forEach(
                version -> facts.fact(version, getTranslation("system.about.nodes_of", nodes(overview, version))));
        replace(nodes, facts);
    }

    private static long nodes(SystemOverview overview, String version) {
        return overview.nodes().stream()
                .filter(SystemOverview.NodeRow::there)
                .filter(node -> node.release().equals(version))
                .count();
    }

    private FactList signIn() {
        var facts = new FactList();
        ways.all()
                .forEach(way -> facts.fact(
                        getTranslation("session.method." + way.method().code()),
                        way.named().isEmpty() ? getTranslation("system.about.on") : way.named()));
        return facts;
    }

    private FactList settings() {
        var format = LocalFormat.of(UI.getCurrent());
        var facts = new FactList()
                .fact(
                        getTranslation("system.about.address"),
                        installation.address().isEmpty()
                                ? getTranslation("system.about.not_set")
                                : installation.address())
                .fact(getTranslation("system.about.mail"), onOrOff(installation.mail()))
                .fact(
                        getTranslation("system.about.private"),
                        getTranslation(
                                installation.webhooksPrivate() ? "system.about.allowed" : "system.about.not_allowed"))
                .fact(getTranslation("system.about.sealing"), onOrOff(installation.sealing()))
                .fact(getTranslation("system.about.file"), format.size(DataSize.ofBytes(Upload.MOST_BYTES)))
                .fact(
                        getTranslation("system.about.age"),
                        getTranslation(
                                "settings.days", installation.evidenceMaxAge().toDays()));
        installation
                .kept()
                .forEach((outcome, kept) -> facts.fact(
                        getTranslation("system.about.kept", getTranslation("run.outcome." + outcome.code())),
                        getTranslation("settings.days", kept.toDays())));
        return installation.kept().isEmpty()
                ? facts.fact(getTranslation("keeping.title"), getTranslation("keeping.for_ever"))
                : facts;
    }

    private String onOrOff(boolean isOn) {
        return getTranslation(isOn ? "system.about.on" : "system.about.not_set");
    }

    private static void replace(Section section, Component content) {
        section.replace(section.getComponentAt(1), content);
    }

    private Section section(String name) {
        var section = new Section(new H2(getTranslation("system.about." + name)), new Div());
        section.setId("about-" + name);
        return section;
    }
}

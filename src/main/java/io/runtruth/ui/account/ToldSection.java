package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.runtruth.access.Capability;
import io.runtruth.access.NoticeChoice;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeChoiceService;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.mail.DigestQueries;
import io.runtruth.mail.DigestQueries.MailRoad;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import io.runtruth.webhooks.WebhookEvent;
import io.runtruth.webhooks.WebhookQueries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/// What the person is told of, and by which way (contract 9): a row for each kind that concerns them
/// anywhere, a column for each way. What is chosen counts at once. Of webhooks it says whose they are, and
/// what they tell.
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ToldSection extends Composite<Div> {

    /// Of so many workspaces it says what their webhooks tell.
    private static final int MOST_WORKSPACES = 20;

    private final NoticeChoiceService service;
    private final DigestQueries digests;
    private final WebhookQueries webhooks;
    private final CurrentActor current;

    private final List<Checkbox> mailed = new ArrayList<>();
    private final Paragraph road = new Paragraph();

    ToldSection(
            NoticeChoiceQueries choices,
            NoticeChoiceService service,
            WorkspaceQueries workspaces,
            DigestQueries digests,
            WebhookQueries webhooks,
            CurrentActor current) {
        this.service = service;
        this.digests = digests;
        this.webhooks = webhooks;
        this.current = current;
        road.setId("person-told-mail");
        road.getElement().setAttribute("role", "status");
        var places = workspaces.mine(current.get());
        var kinds = Arrays.stream(NoticeKind.values())
                .filter(kind -> places.stream().anyMatch(it -> it.may(kind.needed())))
                .toList();
        getContent()
                .add(new PersonSection(
                        "settings.person.told",
                        table(kinds, choices.mine(current.get()).all()),
                        road,
                        hooks(places)));
        setVisible(!kinds.isEmpty());
        showRoad();
    }

    /// Whether e-mails are sent may have changed.
    void showRoad() {
        var now = digests.road(current.get());
        road.setText(getTranslation("settings.person.told.mail." + now.code()));
        mailed.forEach(it -> it.setEnabled(now == MailRoad.OPEN));
    }

    private NativeTable table(List<NoticeKind> kinds, List<NoticeChoice> chosen) {
        var table = new NativeTable();
        table.setId("person-told");
        table.addClassName("told");
        var head = table.getHead().addRow();
        head.add(headed("col", new Text(getTranslation("settings.person.told.what"))));
        for (var way : NoticeWay.values()) {
            head.add(headed("col", new Text(getTranslation("settings.person.told.by." + way.code()))));
        }
        kinds.forEach(kind -> {
            var row = table.getBody().addRow();
            row.add(headed("row", new Text(what(kind))));
            chosen.stream().filter(it -> it.kind() == kind).forEach(it -> row.add(new NativeTableCell(field(it))));
        });
        return table;
    }

    private static NativeTableHeaderCell headed(String scope, Component content) {
        var cell = new NativeTableHeaderCell(content);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }

    private Checkbox field(NoticeChoice choice) {
        var way = getTranslation("settings.person.told.by." + choice.way().code());
        var field = new Checkbox(choice.wanted());
        field.setId("told-" + choice.kind().code() + "-" + choice.way().code());
        field.setAriaLabel(getTranslation("settings.person.told.cell", what(choice.kind()), way));
        field.addValueChangeListener(change -> {
            service.choose(current.get(), List.of(new NoticeChoice(choice.kind(), choice.way(), change.getValue())));
            Toast.done(getTranslation("settings.saved"));
        });
        if (choice.way() == NoticeWay.MAIL) {
            mailed.add(field);
        }
        return field;
    }

    private String what(NoticeKind kind) {
        return getTranslation("settings.person.told.kind." + kind.code());
    }

    private Component hooks(List<WorkspaceRow> places) {
        var managed = places.stream()
                .filter(it -> it.may(Capability.WORKSPACE_MANAGE))
                .limit(MOST_WORKSPACES)
                .map(this::hooksOf)
                .toArray(ListItem[]::new);
        var part = new Div(Spans.quiet(getTranslation(
                managed.length > 0 ? "settings.person.told.webhooks" : "settings.person.told.webhooks_of_owners")));
        part.setId("person-told-webhooks");
        if (managed.length > 0) {
            part.add(new UnorderedList(managed));
        }
        return part;
    }

    private ListItem hooksOf(WorkspaceRow workspace) {
        var told = webhooks.all(current.get(), workspace.id()).stream()
                .flatMap(it -> it.events().stream())
                .distinct()
                .sorted()
                .map(this::event)
                .collect(Collectors.joining(", "));
        return new ListItem(
                new Anchor("/" + Routes.settings(workspace.slug(), "webhooks"), ForeignText.shown(workspace.name())),
                new Text(": " + (told.isEmpty() ? getTranslation("settings.person.told.webhooks_none") : told)));
    }

    private String event(WebhookEvent event) {
        return getTranslation("settings.webhooks.event." + event.name().toLowerCase(Locale.ROOT));
    }
}

package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceSettings;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceQueries.AgedSource;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.packs.letterhead.LetterheadService;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Language;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SettingsPlace;
import io.runtruth.ui.kit.Toast;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the workspace is called, how old evidence may be to count in its reviews, with what another limit would
/// change today (contract 6.1.1), the language of its documents and what stands at their head, and who approves its
/// restores.
@PermitAll
@Route(value = Routes.SETTINGS_GENERAL, layout = MainLayout.class)
@Uses(RelativeTime.class)
class GeneralView extends Composite<SettingsPage> implements BeforeEnterObserver, HasDynamicTitle {

    private static final int MOST_DAYS = 36_500;
    private static final int NAMED = 5;

    private final WorkspaceQueries workspaces;
    private final WorkspaceService service;
    private final EvidenceQueries evidence;
    private final LetterheadService letterheadService;
    private final LetterheadQueries letterheads;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Clock clock;

    private final SettingsPage page;
    private final TextField name = new TextField(getTranslation("settings.general.name"));
    private final TextField slug = new TextField(getTranslation("settings.field.slug"));
    private final IntegerField days = new IntegerField(getTranslation("settings.general.limit"));
    private final Paragraph effect = new Paragraph();
    private final Checkbox fourEyes = new Checkbox(getTranslation("settings.general.four_eyes"));

    private final Select<Language> language = new Select<>();
    private final LetterheadPart letterhead;

    private @Nullable WorkspaceSettings shown;

    GeneralView(
            SettingsPages pages,
            WorkspaceQueries workspaces,
            WorkspaceService service,
            EvidenceQueries evidence,
            LetterheadService letterheadService,
            LetterheadQueries letterheads,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live,
            Clock clock) {
        this.workspaces = workspaces;
        this.service = service;
        this.evidence = evidence;
        this.letterheadService = letterheadService;
        this.letterheads = letterheads;
        this.messages = messages;
        this.current = current;
        this.clock = clock;
        page = pages.page(SettingsPlace.GENERAL);
        letterhead = new LetterheadPart(messages, this::changeLetterhead);
        page.addParts(identity(), limit(), documents(), letterhead, restores());
        live.tick(this, page::refreshTail);
    }

    @Override
    protected SettingsPage initContent() {
        return page;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        page.enter(event);
        letterhead.show(letterheads.current(current.get(), page.workspace().id()));
        show();
    }

    @Override
    public String getPageTitle() {
        return page.title();
    }

    private Section identity() {
        name.setId("workspace-name");
        name.setMaxLength(Label.LONGEST);
        slug.setReadOnly(true);
        slug.setHelperText(getTranslation("settings.general.slug_help"));
        return part("settings.general.name_title", name, slug, save("action-rename-workspace", this::rename));
    }

    private Section limit() {
        days.setId("evidence-days");
        days.setMin(1);
        days.setMax(MOST_DAYS);
        days.setStepButtonsVisible(true);
        days.setHelperText(getTranslation("settings.general.limit_help"));
        days.setValueChangeMode(ValueChangeMode.LAZY);
        days.addValueChangeListener(_ -> tellEffect());
        effect.setId("limit-effect");
        effect.getElement().setAttribute("role", "status");
        return part("settings.general.limit_title", days, effect, save("action-change-limit", this::changeLimit));
    }

    private Section documents() {
        language.setId("document-language");
        language.setLabel(getTranslation("settings.general.language"));
        language.setHelperText(getTranslation("settings.general.language_help"));
        language.setItemLabelGenerator(it -> it.locale().getDisplayLanguage(it.locale()));
        language.setItems(Language.values());
        return part(
                "settings.general.language_title",
                language,
                save("action-change-document-language", this::changeLanguage));
    }

    private void changeLanguage() {
        change(WorkspaceChange.documentLanguage(language.getValue(), settings().version()));
    }

    private void changeLetterhead(LetterheadChange asked) {
        try {
            letterheadService.change(current.get(), page.workspace().id(), asked);
        } catch (Problem.Conflict changed) {
            letterhead.goOnFrom(
                    letterheads.current(current.get(), page.workspace().id()));
            throw changed;
        }
        letterhead.show(letterheads.current(current.get(), page.workspace().id()));
        saved();
    }

    private Section restores() {
        fourEyes.setId("restore-four-eyes");
        return part("settings.general.restore_title", fourEyes, save("action-change-four-eyes", this::changeFourEyes));
    }

    private void changeFourEyes() {
        change(WorkspaceChange.restoreFourEyes(fourEyes.getValue(), settings().version()));
    }

    private Section part(String title, Component... fields) {
        var form = new Div(fields);
        form.addClassName("form-part");
        var part = new Section(new H2(getTranslation(title)), form);
        part.addClassName("part");
        return part;
    }

    private Button save(String id, Runnable act) {
        var button = new Button(getTranslation("settings.save"), _ -> attempt(act));
        button.setId(id);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void show() {
        var read = workspaces.settings(current.get(), page.workspace().id());
        shown = read;
        name.setValue(read.name());
        slug.setValue(read.slug());
        days.setValue(read.evidenceMaxAgeDays());
        fourEyes.setValue(read.restoreFourEyes());
        language.setValue(read.documentLanguage());
        tellEffect();
    }

    private void rename() {
        change(WorkspaceChange.name(name.getValue(), settings().version()));
        // its name stands around the page too
        UI.getCurrent().getPage().reload();
    }

    private void changeLimit() {
        if (days.getValue() == null) {
            throw new Problem.InvalidInput("request.range", getTranslation("settings.general.limit"), 1, MOST_DAYS);
        }
        change(WorkspaceChange.evidenceMaxAge(days.getValue(), settings().version()));
    }

    private void change(WorkspaceChange asked) {
        service.change(current.get(), page.workspace().id(), asked);
        saved();
    }

    private void saved() {
        show();
        page.refreshTail();
        Toast.done(getTranslation("settings.saved"));
    }

    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
    }

    /// What falls out of reviews, or comes back, at this moment, if the limit were as it stands in the field.
    private void tellEffect() {
        var now = settings().evidenceMaxAgeDays();
        var then = days.getValue();
        if (then == null || then < 1 || then > MOST_DAYS) {
            effect.setText("");
            return;
        }
        if (then == now) {
            var out = evidence.aged(current.get(), page.workspace().id(), null, daysAgo(now));
            effect.setText(getTranslation("settings.general.out_now", out.size()));
            return;
        }
        var between = evidence.aged(
                current.get(), page.workspace().id(), daysAgo(Math.max(now, then)), daysAgo(Math.min(now, then)));
        if (between.isEmpty()) {
            effect.setText(getTranslation("settings.general.no_effect"));
        } else {
            var key = then < now ? "settings.general.would_fall_out" : "settings.general.would_come_back";
            effect.setText(getTranslation(key, between.size(), named(between)));
        }
    }

    private Instant daysAgo(int count) {
        return clock.instant().minus(Duration.ofDays(count));
    }

    private static String named(List<AgedSource> sources) {
        var format = LocalFormat.of(UI.getCurrent());
        return sources.stream()
                        .limit(NAMED)
                        .map(it -> it.environment() + " (" + it.tool() + ", " + format.date(it.collectedAt()) + ")")
                        .collect(Collectors.joining(", "))
                + (sources.size() > NAMED ? " …" : "");
    }

    private WorkspaceSettings settings() {
        return Objects.requireNonNull(shown, "a page is entered before it is shown");
    }
}

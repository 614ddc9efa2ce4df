package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePickerVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.tabs.TabsVariant;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.operations.KnownDecision;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.WorkspaceWork;
import io.runtruth.operations.reads.WorkspaceWork.CountedRuns;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FilterBar;
import io.runtruth.ui.kit.LocalFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the person wants to see of the list: quick choices and one field a property. It keeps nothing: the URL
/// does.
final class OperationsFilters extends Composite<FilterBar> {

    private final Tabs tabs = new Tabs();
    private final Select<RunStatus> status = select("status", RunStatus.values(), it -> "run.status." + it.code());
    private final Select<RunOutcome> outcome = select("outcome", RunOutcome.values(), it -> "run.outcome." + it.code());
    private final Select<OperationType> type = select("type", OperationType.values(), it -> "run.type." + it.code());
    private final ComboBox<EnvironmentRow> environment = new ComboBox<>();
    private final ComboBox<StarterChoice> initiator = new ComboBox<>();
    private final Select<Freshness.State> freshness =
            select("freshness", Freshness.State.values(), it -> "run.freshness." + it.code());
    private final Select<KnownDecision> decision =
            select("decision", KnownDecision.values(), it -> "decision." + it.code());
    private final DatePicker from = day("from");
    private final DatePicker to = day("to");
    private final Consumer<OperationsQuery> onChange;

    /// @param beside the quick choices, where there are others
    /// @param onChange hears what the person chose, not what [#show] set
    OperationsFilters(Component beside, Consumer<OperationsQuery> onChange) {
        this.onChange = onChange;
        addTabs();
        prepareEnvironment();
        prepareInitiator();
        getContent().addBeside(tabs, beside);
        getContent().addFields(status, outcome, type, environment, initiator, freshness, decision, from, to);
        List.<HasValue<?, ?>>of(status, outcome, type, environment, initiator, freshness, decision, from, to)
                .forEach(this::listen);
    }

    /// How many there are behind the choices that ask for something; none is not told.
    void count(WorkspaceWork work, LocalFormat format) {
        label(OperationsQuery.Tab.ACTIVE, work.running(), format);
        label(OperationsQuery.Tab.ATTENTION, work.needsYou(), format);
    }

    private void label(OperationsQuery.Tab tab, CountedRuns counted, LocalFormat format) {
        var name = getTranslation("operations.tab." + tab.code());
        var label = counted.number() == 0 ? name : name + " (" + counted.told(format::number) + ")";
        var shown = (Tab) tabs.getComponentAt(tab.ordinal());
        if (!shown.getLabel().equals(label)) {
            shown.setLabel(label);
        }
    }

    /// @param environments those that the person may see
    /// @param starters those whose runs the person may see, with what is chosen
    void show(OperationsQuery query, List<EnvironmentRow> environments, List<StarterChoice> starters) {
        initiator.setItems(starters);
        initiator.setValue(starters.stream()
                .filter(it -> it.word().equals(query.initiator()))
                .findFirst()
                .orElse(null));
        freshness.setValue(query.freshness());
        decision.setValue(query.decision());
        environment.setItems(environments);
        tabs.setSelectedIndex(query.tab().ordinal());
        status.setValue(query.status());
        outcome.setValue(query.outcome());
        type.setValue(query.type());
        from.setValue(query.from());
        to.setValue(query.to());
        environment.setValue(environments.stream()
                .filter(it -> it.slug().equals(query.environment()))
                .findFirst()
                .orElse(null));
    }

    private void addTabs() {
        for (var tab : OperationsQuery.Tab.values()) {
            var choice = new Tab(getTranslation("operations.tab." + tab.code()));
            choice.setId("tab-" + tab.code());
            tabs.add(choice);
        }
        tabs.addThemeVariants(TabsVariant.SMALL, TabsVariant.HIDE_SCROLL_BUTTONS);
        tabs.getElement().setAttribute("aria-label", getTranslation("operations.tab.label"));
        tabs.addSelectedChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.accept(chosen());
            }
        });
    }

    private void prepareEnvironment() {
        environment.setId("filter-environment");
        environment.setLabel(getTranslation("operations.filter.environment"));
        environment.setPlaceholder(getTranslation("operations.filter.any"));
        environment.setClearButtonVisible(true);
        environment.setItemLabelGenerator(it -> ForeignText.shown(it.name()));
        environment.addThemeVariants(ComboBoxVariant.SMALL);
    }

    private void prepareInitiator() {
        initiator.setId("filter-initiator");
        initiator.setLabel(getTranslation("operations.filter.initiator"));
        initiator.setPlaceholder(getTranslation("operations.filter.any"));
        initiator.setClearButtonVisible(true);
        initiator.setItemLabelGenerator(it -> it.label(this::getTranslation));
        initiator.addThemeVariants(ComboBoxVariant.SMALL);
    }

    private <E extends Enum<E>> Select<E> select(String name, E[] choices, Function<E, String> key) {
        var any = getTranslation("operations.filter.any");
        var select = new Select<E>();
        select.setId("filter-" + name);
        select.setLabel(getTranslation("operations.filter." + name));
        select.setPlaceholder(any);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(any);
        select.setItemLabelGenerator(it -> it == null ? any : getTranslation(key.apply(it)));
        select.setItems(choices);
        select.addThemeVariants(SelectVariant.SMALL);
        return select;
    }

    private DatePicker day(String name) {
        var day = new DatePicker(getTranslation("operations.filter." + name));
        day.setId("filter-" + name);
        day.setClearButtonVisible(true);
        day.addThemeVariants(DatePickerVariant.SMALL);
        return day;
    }

    private void listen(HasValue<?, ?> field) {
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.accept(chosen());
            }
        });
    }

    private OperationsQuery chosen() {
        var place = environment.getOptionalValue().map(EnvironmentRow::slug).orElse(null);
        return new OperationsQuery(
                OperationsQuery.Tab.values()[tabs.getSelectedIndex()],
                status.getValue(),
                outcome.getValue(),
                type.getValue(),
                place,
                from.getValue(),
                to.getValue(),
                initiator.getOptionalValue().map(StarterChoice::word).orElse(null),
                freshness.getValue(),
                decision.getValue(),
                null,
                List.of());
    }
}

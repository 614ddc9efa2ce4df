package io.runtruth.ui.controls;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.shared.Coded;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FilterBar;
import io.runtruth.ui.kit.SearchField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What the list of controls is narrowed to; the address of the page keeps it.
final class ControlFilters extends Composite<FilterBar> {

    private static final String SEARCH = "search";
    private static final String TOOL = "tool";
    private static final String RESULT = "result";
    private static final String SEVERITY = "severity";

    private final SearchField search;
    private final Select<String> tool = new Select<>();
    private final Select<FindingGroup> result = new Select<>();
    private final Select<Severity> severity = new Select<>();

    /// @param chosen is given what the address is to say from now on
    ControlFilters(Consumer<QueryParameters> chosen) {
        search = new SearchField(getTranslation("controls.search"), _ -> chosen.accept(parameters()));
        search.setLabel(getTranslation("controls.column.control"));
        prepare(tool, TOOL, chosen);
        tool.setItemLabelGenerator(it -> it == null ? any() : ForeignText.shown(it));
        prepare(result, RESULT, chosen);
        result.setItems(FindingGroup.values());
        result.setItemLabelGenerator(it -> it == null ? any() : ControlWording.result(it));
        prepare(severity, SEVERITY, chosen);
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(it -> it == null ? any() : getTranslation("check.severity." + it.code()));
        getContent().addBeside(search);
        getContent().addFields(result, severity, tool);
    }

    private <T> void prepare(Select<T> field, String name, Consumer<QueryParameters> chosen) {
        field.setId("filter-" + name);
        field.setLabel(getTranslation("controls.filter." + name));
        field.setPlaceholder(any());
        field.setEmptySelectionAllowed(true);
        field.setEmptySelectionCaption(any());
        field.addThemeVariants(SelectVariant.SMALL);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                chosen.accept(parameters());
            }
        });
    }

    private String any() {
        return getTranslation("controls.filter.any");
    }

    /// @param tools those that there are; one of the address that is not among them stays chosen, and finds nothing
    void show(QueryParameters address, List<String> tools) {
        search.setValue(address.getSingleParameter(SEARCH).orElse(""));
        var wanted = address.getSingleParameter(TOOL).filter(it -> !it.isBlank());
        var offered = new ArrayList<>(tools);
        wanted.filter(it -> !offered.contains(it)).ifPresent(offered::add);
        tool.setItems(offered);
        tool.setValue(wanted.orElse(null));
        result.setValue(address.getSingleParameter(RESULT)
                .flatMap(code -> Coded.of(FindingGroup.class, code))
                .orElse(null));
        severity.setValue(address.getSingleParameter(SEVERITY)
                .flatMap(code -> Coded.of(Severity.class, code))
                .orElse(null));
    }

    ControlFilter filter() {
        return new ControlFilter(search.getValue().strip(), tool.getValue(), result.getValue(), severity.getValue());
    }

    private QueryParameters parameters() {
        var parameters = new HashMap<String, String>();
        var filter = filter();
        put(parameters, SEARCH, Optional.of(filter.search()).filter(it -> !it.isEmpty()));
        put(parameters, TOOL, Optional.ofNullable(filter.tool()));
        put(parameters, RESULT, Optional.ofNullable(filter.result()).map(Coded::code));
        put(parameters, SEVERITY, Optional.ofNullable(filter.severity()).map(Coded::code));
        return QueryParameters.simple(parameters);
    }

    private static void put(Map<String, String> parameters, String name, Optional<String> value) {
        value.ifPresent(it -> parameters.put(name, it));
    }
}

package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePickerVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import io.runtruth.ui.kit.FilterBar;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the person wants to see of the audit trail. It keeps nothing but the subject, which only a link chooses.
final class AuditFilters extends Composite<FilterBar> {

    private static final List<String> FAMILIES = List.of(
            "member", "invitation", "token", "environment", "evidence", "review", "run", "webhook", "workspace");

    private final TextField actor = new TextField(getTranslation("settings.audit.who"));
    private final Select<String> action = new Select<>();
    private final DatePicker from = new DatePicker(getTranslation("settings.audit.from"));
    private final DatePicker to = new DatePicker(getTranslation("settings.audit.to"));
    private final TextField subject = new TextField(getTranslation("settings.audit.subject"));

    /// @param onChange hears what the person chose, not what [#show] set
    AuditFilters(Consumer<AuditQuery> onChange) {
        actor.setId("filter-actor");
        actor.setPlaceholder(getTranslation("settings.audit.anybody"));
        actor.setClearButtonVisible(true);
        actor.addThemeVariants(TextFieldVariant.SMALL);
        action.setId("filter-action");
        action.setLabel(getTranslation("settings.audit.what"));
        action.setPlaceholder(getTranslation("settings.audit.anything"));
        action.setEmptySelectionAllowed(true);
        action.setEmptySelectionCaption(getTranslation("settings.audit.anything"));
        action.setItemLabelGenerator(this::familyName);
        action.setItems(FAMILIES);
        action.addThemeVariants(SelectVariant.SMALL);
        from.setId("filter-from");
        from.setClearButtonVisible(true);
        from.addThemeVariants(DatePickerVariant.SMALL);
        to.setId("filter-to");
        to.setClearButtonVisible(true);
        to.addThemeVariants(DatePickerVariant.SMALL);
        subject.setId("filter-subject");
        subject.setClearButtonVisible(true);
        subject.addThemeVariants(TextFieldVariant.SMALL);
        getContent().addFields(actor, action, from, to, subject);
        List.<HasValue<?, ?>>of(actor, action, from, to, subject).forEach(field -> listen(field, onChange));
    }

    void show(AuditQuery query) {
        actor.setValue(orEmpty(query.actor()));
        if (query.action() != null && !FAMILIES.contains(query.action())) {
            action.setItems(query.action());
        }
        action.setValue(query.action());
        from.setValue(query.from());
        to.setValue(query.to());
        subject.setValue(orEmpty(query.subject()));
    }

    /// A whole action, which a link has chosen, is shown as it is.
    private String familyName(@Nullable String family) {
        if (family == null) {
            return getTranslation("settings.audit.anything");
        }
        return FAMILIES.contains(family) ? getTranslation("settings.audit.family." + family) : family;
    }

    private void listen(HasValue<?, ?> field, Consumer<AuditQuery> onChange) {
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.accept(chosen());
            }
        });
    }

    private AuditQuery chosen() {
        return new AuditQuery(
                orNull(actor.getValue()),
                action.getValue(),
                orNull(subject.getValue()),
                from.getValue(),
                to.getValue());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}

package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.runtruth.evidence.EvidenceFormat;
import org.jspecify.annotations.Nullable;

/// What most files do not need: a format that is told rather than recognised, and which tenant or scan
/// of a file with several is meant.
final class UploadOptions extends Composite<Details> {

    private final ComboBox<EvidenceFormat> format = new ComboBox<>(getTranslation("evidence.upload.format"));
    private final TextField tenant = new TextField(getTranslation("evidence.upload.tenant"));
    private volatile Chosen chosen = new Chosen(null, null);

    UploadOptions() {
        format.setId("upload-format");
        format.setItems(EvidenceFormat.values());
        format.setItemLabelGenerator(it -> getTranslation("evidence.format." + it.code()));
        format.setPlaceholder(getTranslation("evidence.upload.recognised"));
        format.setClearButtonVisible(true);
        format.addValueChangeListener(_ -> choose());
        tenant.setId("upload-tenant");
        tenant.setValueChangeMode(ValueChangeMode.EAGER);
        tenant.addValueChangeListener(_ -> choose());
        var fields = new Div(format, tenant);
        fields.addClassName("upload-options");
        getContent().setSummaryText(getTranslation("evidence.upload.options"));
        getContent().add(fields);
    }

    /// As it was last chosen; may be asked on any thread.
    Chosen chosen() {
        return chosen;
    }

    private void choose() {
        chosen = new Chosen(format.getValue(), tenant.isEmpty() ? null : tenant.getValue());
    }

    /// @param format null to recognise it
    /// @param tenant id or name; null for a file with one
    record Chosen(@Nullable EvidenceFormat format, @Nullable String tenant) {}
}

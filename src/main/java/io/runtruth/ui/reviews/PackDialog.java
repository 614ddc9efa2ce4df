package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import io.runtruth.packs.PackFormat;
import io.runtruth.packs.PackOrder;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.Paper;
import io.runtruth.packs.WrittenPack;
import io.runtruth.texts.Language;
import java.util.List;
import java.util.function.Function;

/// Asks for whom, in which language and form a review is to be downloaded. What the link leads to is written when it
/// is followed.
final class PackDialog extends Dialog {

    private final Select<PackProfile> profile = new Select<>();
    private final Select<Language> language = new Select<>();
    private final Select<PackFormat> format = new Select<>();
    private final Select<Paper> paper = new Select<>();
    private final Paragraph about = new Paragraph();
    private final Paragraph leavesOut = new Paragraph();
    private final Anchor download = new Anchor();
    private final transient Function<PackOrder, WrittenPack> write;

    /// @param profiles that the person may have, at least one
    /// @param usual the language that is asked for where nobody chooses another
    /// @param write as the person, when the link is followed
    PackDialog(List<PackProfile> profiles, Language usual, Function<PackOrder, WrittenPack> write) {
        this.write = write;
        setId("dialog-packs");
        addClassName("packs");
        setHeaderTitle(getTranslation("pack.dialog.title"));
        choices(profiles, usual);
        about.setId("pack-about");
        leavesOut.addClassName("quiet");
        download.setId("action-download-pack");
        download.addClassName("as-button");
        download.setText(getTranslation("pack.dialog.download"));
        var fields = new Div(profile, about, leavesOut, language, format, paper);
        fields.addClassName("fields");
        fields.add(new Paragraph(getTranslation("pack.dialog.audited")));
        add(fields);
        var close = new Button(getTranslation("kit.form.close"), _ -> close());
        close.setId("action-leave-packs");
        getFooter().add(close, download);
        chosen();
    }

    private void choices(List<PackProfile> profiles, Language usual) {
        profile.setId("pack-profile");
        profile.setLabel(getTranslation("pack.dialog.profile"));
        profile.setItemLabelGenerator(it -> getTranslation("pack.profile." + it.code()));
        profile.setItems(profiles);
        profile.setValue(profiles.contains(PackProfile.CUSTOMER) ? PackProfile.CUSTOMER : profiles.getFirst());
        language.setId("pack-language");
        language.setLabel(getTranslation("pack.dialog.language"));
        language.setItemLabelGenerator(it -> it.locale().getDisplayLanguage(it.locale()));
        language.setItems(Language.values());
        language.setValue(usual);
        format.setId("pack-format");
        format.setLabel(getTranslation("pack.dialog.format"));
        format.setItemLabelGenerator(it -> getTranslation("pack.format." + it.word()));
        format.setItems(PackFormat.values());
        format.setValue(PackFormat.values()[0]);
        paper.setId("pack-paper");
        paper.setLabel(getTranslation("pack.dialog.paper"));
        paper.setItemLabelGenerator(it -> getTranslation("pack.paper." + it.code()));
        paper.setItems(Paper.values());
        paper.setValue(Paper.A4);
        List.of(profile, language, format, paper).forEach(it -> it.addValueChangeListener(_ -> chosen()));
    }

    private void chosen() {
        var code = "pack.profile." + profile.getValue().code();
        about.setText(getTranslation(code + ".about"));
        leavesOut.setText(getTranslation(code + ".leaves_out"));
        paper.setVisible(format.getValue().isPaged());
        var order = new PackOrder(profile.getValue(), format.getValue(), language.getValue(), paper.getValue());
        download.setHref(PackLinks.handler(order, write));
        download.getElement().setAttribute("download", true);
    }
}

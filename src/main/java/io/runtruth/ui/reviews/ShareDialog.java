package io.runtruth.ui.reviews;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.portal.NewShareLink;
import io.runtruth.portal.ShareLink;
import io.runtruth.portal.ShareLinkState;
import io.runtruth.portal.SharingService;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ShownOnce;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.reviews.ReaderDesk.AtReview;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Makes a link to a published review for somebody without an account, shows it once, and takes earlier ones back.
final class ShareDialog {

    private static final List<Integer> DAYS = List.of(1, 7, 30, 90);

    private final AtReview at;
    private final Clock clock;
    private final LocalFormat format = LocalFormat.of(UI.getCurrent());
    private final FormDialog dialog;
    private final TextField forWhom = new TextField(text("share.field.for_whom"));
    private final Select<Integer> days = new Select<>();
    private final PasswordField passphrase = new PasswordField(text("share.field.passphrase"));
    private final Section links = new Section();

    ShareDialog(AtReview at, Clock clock) {
        this.at = at;
        this.clock = clock;
        forWhom.setId("share-for-whom");
        forWhom.setMaxLength(SharingService.MOST_FOR_WHOM);
        forWhom.setHelperText(text("share.field.for_whom_help"));
        days.setId("share-days");
        days.setLabel(text("share.field.days"));
        days.setItems(DAYS);
        days.setItemLabelGenerator(it -> text("settings.days", it));
        days.setValue((int) SharingService.USUAL.toDays());
        passphrase.setId("share-passphrase");
        passphrase.setMaxLength(SharingService.MOST_PASSPHRASE);
        passphrase.setAutocomplete(Autocomplete.NEW_PASSWORD);
        passphrase.setHelperText(text("share.field.passphrase_help", SharingService.LEAST_PASSPHRASE));
        links.setId("share-links");
        links.setAriaLabel(text("share.links"));
        dialog = new FormDialog("dialog-share", text("share.dialog.title"), at.messages())
                .ask(new Paragraph(text("share.dialog.lead")), forWhom, days, passphrase, links)
                .offer("action-make-share-link", text("share.make"), this::make);
    }

    void open() {
        tellLinks();
        dialog.open();
    }

    private void make() {
        var until = clock.instant().plus(Duration.ofDays(days.getValue()));
        var secret = at.share(
                new NewShareLink(forWhom.getValue(), until, passphrase.isEmpty() ? null : passphrase.getValue()));
        var lines = new ArrayList<String>();
        lines.add(text("share.made_until", format.dateTime(until)));
        if (!passphrase.isEmpty()) {
            lines.add(text("share.made_passphrase"));
        }
        dialog.answer(ShownOnce.link(Routes.shared(secret), lines.toArray(String[]::new)));
    }

    private void tellLinks() {
        links.removeAll();
        var known = at.shareLinks();
        if (known.isEmpty()) {
            links.add(new Paragraph(text("share.none")));
            return;
        }
        var list = new UnorderedList();
        list.addClassName("share-links");
        known.stream().map(this::line).forEach(list::add);
        links.add(new H3(text("share.links")), list);
    }

    private ListItem line(ShareLink link) {
        var state = link.state() == ShareLinkState.OPEN
                ? text("share.until", format.dateTime(link.expiresAt()))
                : text("share.state." + link.state().code());
        var words = new Div(text("share.line", ForeignText.shown(link.forWhom()), link.createdBy(), state));
        var openings = text(
                "share.openings", link.openings(), link.openedAt() == null ? "" : format.dateTime(link.openedAt()));
        var about = Spans.quiet(link.hasPassphrase() ? openings + " · " + text("share.passphrase_asked") : openings);
        var item = new ListItem(new Div(words, about));
        item.getElement().setAttribute("data-state", link.state().code());
        if (link.state() == ShareLinkState.OPEN) {
            item.add(revoke(link));
        }
        return item;
    }

    private Button revoke(ShareLink link) {
        var button = new Button(text("share.revoke"));
        button.setId("action-revoke-share-" + link.id());
        button.setAriaLabel(text("share.revoke_of", ForeignText.shown(link.forWhom())));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            at.revoke(link);
            Toast.done(text("share.revoked"));
            tellLinks();
        });
        return button;
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}

package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// The tokens that a person has, those that can still be used first.
final class TokenList extends Composite<Div> {

    private final Consumer<TokenRow> revoke;

    /// @param revoke is told of one that the person no longer wants, after a question
    TokenList(Consumer<TokenRow> revoke) {
        this.revoke = revoke;
        getContent().setId("grid-tokens");
    }

    /// @param rows the newest first
    void show(List<TokenRow> rows, Instant now) {
        getContent().removeAll();
        if (rows.isEmpty()) {
            getContent()
                    .add(new EmptyState(
                            Glyph.EMPTY, getTranslation("token.none.title"), getTranslation("token.none.text")));
            return;
        }
        var items = new UnorderedList();
        rows.stream()
                .sorted(Comparator.comparing((TokenRow row) -> !row.isUsable(now)))
                .forEach(row -> items.add(item(row, row.isUsable(now))));
        getContent().add(items);
    }

    private ListItem item(TokenRow row, boolean isUsable) {
        var title = Spans.foreign(row.name());
        title.addClassName("title");
        var facts = new Span(title, Spans.mono(getTranslation("token.ending", row.ending())), new Span(where(row)));
        facts.add(isUsable ? usable(row) : over(row));
        facts.addClassName("facts");
        var item = new ListItem(facts);
        item.setClassName("over", !isUsable);
        if (isUsable) {
            item.add(revokeButton(row));
        }
        return item;
    }

    private String where(TokenRow row) {
        return row.workspace() == null ? getTranslation("token.everywhere") : ForeignText.shown(row.workspace());
    }

    private Component[] over(TokenRow row) {
        return new Component[] {new Span(getTranslation(row.revokedAt() == null ? "token.expired" : "token.revoked"))};
    }

    private Component[] usable(TokenRow row) {
        var used = row.lastUsedAt() == null
                ? new Span(getTranslation("token.never_used"))
                : new Span(new Span(getTranslation("token.last_used")), new RelativeTime(row.lastUsedAt()));
        return new Component[] {
            new Span(new Span(getTranslation("token.expires")), new RelativeTime(row.expiresAt())), used
        };
    }

    private Button revokeButton(TokenRow row) {
        var button = new Button(getTranslation("token.revoke"), _ -> ask(row));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("token.revoke_action_of", row.name()));
        button.setId("action-revoke-token-" + row.id());
        return button;
    }

    private void ask(TokenRow row) {
        Confirmation.ask(
                new Confirmation.Really(
                        "revoke-token",
                        getTranslation("token.revoke_of", row.name()),
                        List.of(getTranslation("token.revoke.text")),
                        getTranslation("token.revoke.cancel"),
                        getTranslation("token.revoke")),
                () -> revoke.accept(row));
    }
}

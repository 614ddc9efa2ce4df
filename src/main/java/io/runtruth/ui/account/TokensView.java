package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.TokenQueries;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.access.TokenService;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.shared.Problem;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ShownOnce;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;

/// A person's own tokens: made, seen once, revoked (contract 8).
@PermitAll
@Route(value = Routes.TOKENS, layout = MainLayout.class)
@StyleSheet("context://console/theme/account.css")
@StyleSheet("context://console/theme/settings.css")
@Uses(RelativeTime.class)
class TokensView extends Composite<Div> implements HasDynamicTitle {

    private static final int SHOWN = 200;

    private final TokenService tokens;
    private final TokenQueries queries;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Clock clock;

    private final Div made = new Div();
    private final TokenList list = new TokenList(this::revoke);

    TokensView(
            TokenService tokens,
            TokenQueries queries,
            WorkspaceQueries workspaces,
            ProblemMessages messages,
            CurrentActor current,
            Clock clock) {
        this.tokens = tokens;
        this.queries = queries;
        this.messages = messages;
        this.current = current;
        this.clock = clock;
        made.setId("token-made");
        made.getElement().setAttribute("role", "status");
        getContent().setId("view-tokens");
        getContent().addClassNames("view", "tokens");
        getContent().add(new ViewHeader(getTranslation("token.title")));
        getContent().add(new Paragraph(getTranslation("token.lead")));
        getContent().add(form(usable(workspaces.mine(current.get()))));
        getContent().add(made, new H2(getTranslation("token.list")), list);
        showList();
    }

    /// In a suspended one nobody is given a token.
    private static List<WorkspaceRow> usable(List<WorkspaceRow> mine) {
        return mine.stream().filter(it -> !it.suspended()).toList();
    }

    private Component form(List<WorkspaceRow> workspaces) {
        var isEverywhere = current.get().systemOperator();
        if (workspaces.isEmpty() && !isEverywhere) {
            return new EmptyState(
                    Glyph.PERSON, getTranslation("token.nowhere.title"), getTranslation("token.nowhere.text"));
        }
        return new TokenForm(workspaces, isEverywhere, this::create);
    }

    private void create(TokenForm form) {
        try {
            showMade(tokens.create(current.get(), form.asked(clock.instant())).secret());
            form.clear();
            showList();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
    }

    /// Once: after this page nobody can show it again.
    private void showMade(String secret) {
        made.removeAll();
        made.add(ShownOnce.secret(getTranslation("token.made.label"), secret));
    }

    private void revoke(TokenRow row) {
        tokens.revoke(current.get(), row.id());
        showList();
    }

    private void showList() {
        list.show(queries.mine(current.get(), null, SHOWN).items(), clock.instant());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("token.page.title");
    }
}

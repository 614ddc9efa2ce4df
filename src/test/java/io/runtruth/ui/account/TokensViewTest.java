package io.runtruth.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import io.runtruth.access.TokenQueries;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Routes;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final TokenQueries tokens;

    TokensViewTest(TestWorkspaces some, TokenQueries tokens) {
        this.some = some;
        this.tokens = tokens;
    }

    @Test
    void a_token_is_shown_once_and_never_again() {
        var person = opened(Role.REVIEWER);

        make("pipeline");

        var secret = find(TextField.class).withId("shown-once").single().getValue();
        assertThat(secret).startsWith("rt_").hasSizeGreaterThan(40);
        assertThat(mine(person)).extracting(TokenRow::name).containsExactly("pipeline");
        UI.getCurrent().navigate(Routes.START);
        UI.getCurrent().navigate(Routes.TOKENS);
        assertThat(find(TextField.class).withId("shown-once").all()).isEmpty();
        assertThat(text()).contains("pipeline").doesNotContain(secret);
    }

    @Test
    void a_token_for_a_pipeline_may_what_a_pipeline_does_and_no_more() {
        var person = opened(Role.OWNER);

        make("pipeline");

        assertThat(mine(person).getFirst().capabilities())
                .containsExactlyInAnyOrder(
                        Capability.EVIDENCE_IMPORT,
                        Capability.ENVIRONMENT_REVIEW_VIEW,
                        Capability.ENVIRONMENT_REVIEW_MANAGE,
                        Capability.OPERATIONS_VIEW);
    }

    @Test
    void nothing_is_offered_that_the_person_may_not() {
        opened(Role.AUDITOR);

        var offered = find(Select.class)
                .withId("token-purpose")
                .single()
                .getListDataView()
                .getItems();

        assertThat(offered.map(Object::toString).toList()).containsExactly("READ", "EVERYTHING");
    }

    @Test
    void a_token_is_revoked_after_a_question_and_says_so() {
        var person = opened(Role.REVIEWER);
        make("old one");

        test(find(Button.class)
                        .withId("action-revoke-token-" + mine(person).getFirst().id())
                        .single())
                .click();
        assertThat(mine(person).getFirst().revokedAt()).isNull();
        test(find(Confirmation.class).single()).reject();

        assertThat(mine(person).getFirst().revokedAt()).isNotNull();
        assertThat(text()).contains("Revoked");
    }

    @Test
    void the_answer_that_keeps_it_has_the_focus_and_keeps_it() {
        var person = opened(Role.REVIEWER);
        make("kept");

        test(find(Button.class)
                        .withId("action-revoke-token-" + mine(person).getFirst().id())
                        .single())
                .click();
        assertThat(find(Button.class)
                        .withId("action-cancel-revoke-token")
                        .single()
                        .getElement()
                        .getAttribute("slot"))
                .isEqualTo("confirm-button");
        test(find(Confirmation.class).single()).confirm();

        assertThat(mine(person).getFirst().revokedAt()).isNull();
    }

    @Test
    void those_that_can_be_used_come_first_and_their_buttons_say_whose_they_are() {
        var person = opened(Role.REVIEWER);
        make("in use");
        make("no longer");
        test(find(Button.class)
                        .withId("action-revoke-token-" + mine(person).getFirst().id())
                        .single())
                .click();

        test(find(Confirmation.class).single()).reject();

        var items = find(ListItem.class).all();
        assertThat(items.getFirst().getElement().getTextRecursively()).contains("in use");
        assertThat(items.getLast().getElement().getTextRecursively()).contains("no longer", "Revoked");
        assertThat(find(Button.class, items.getFirst()).single().getAriaLabel()).contains("Revoke the token in use");
    }

    @Test
    void who_has_none_is_told_what_one_is_for() {
        opened(Role.REVIEWER);

        assertThat(find(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No token yet", "A program that calls the API needs one.");
    }

    @Test
    void a_name_that_is_missing_makes_nothing() {
        var person = opened(Role.REVIEWER);

        make(" ");

        assertThat(mine(person)).isEmpty();
    }

    private Actor.Person opened(Role role) {
        var person = some.person(some.workspace(), role);
        signIn(person);
        UI.getCurrent().navigate(Routes.TOKENS);
        return person;
    }

    private void make(String name) {
        find(TextField.class).withId("token-name").single().setValue(name);
        test(find(Button.class).withId("action-create-token").single()).click();
    }

    private List<TokenRow> mine(Actor.Person person) {
        return tokens.mine(person, null, 10).items();
    }

    private String text() {
        return String.join(
                " ",
                find(ListItem.class).all().stream()
                        .map(it -> it.getElement().getTextRecursively())
                        .toList());
    }
}

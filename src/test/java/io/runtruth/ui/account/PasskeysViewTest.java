package io.runtruth.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.Actor;
import io.runtruth.access.PasskeyQueries;
import io.runtruth.access.PasskeyQueries.PasskeyRow;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The list and what is done in it; adding needs a device, and is seen in `PasskeySmokeTest`.
class PasskeysViewTest extends ViewTest {

    private static final String HOSTILE = "<b>Laptop</b>\u202E";

    private final PasskeyQueries queries;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Actor.Person person;

    PasskeysViewTest(PasskeyQueries queries, TestWorkspaces some, JdbcClient jdbc) {
        this.queries = queries;
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somebody() {
        person = some.stranger();
    }

    @Test
    void whoever_has_none_is_told_so() {
        open();

        assertThat(text()).contains("You have no passkey yet");
    }

    @Test
    void a_passkey_is_shown_with_its_name_as_text_and_its_use() {
        passkey(HOSTILE);

        open();

        assertThat(text()).contains("<b>Laptop</b>", "never", "on one device").doesNotContain("\u202E");
    }

    @Test
    void a_passkey_is_renamed() {
        var id = passkey("Laptop");
        open();

        test(find(Button.class).withId("action-rename-passkey-" + id).single()).click();
        find(TextField.class).withId("passkey-new-name").single().setValue("Phone");
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(queries.mine(person)).extracting(PasskeyRow::name).containsExactly("Phone");
        assertThat(text()).contains("Phone");
    }

    @Test
    void a_passkey_is_removed_after_a_question() {
        var id = passkey("Laptop");
        open();

        test(find(Button.class).withId("action-remove-passkey-" + id).single()).click();
        assertThat(queries.mine(person)).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(queries.mine(person)).isEmpty();
        assertThat(text()).contains("You have no passkey yet");
    }

    private UUID passkey(String name) {
        return jdbc.sql("""
                insert into passkey
                    (id, account_id, credential_id, public_key, signature_count, user_verified, backup_eligible,
                    backed_up, transports, attestation_object, attestation_client_data, name, created_at)
                values (gen_random_uuid(), ?, decode(md5(random()::text), 'hex'), '', 0, true, false, false, '{}', '',
                    '', ?, now())
                returning id
                """).params(person.account(), name).query(UUID.class).single();
    }

    private void open() {
        signIn(person);
        UI.getCurrent().navigate(Routes.PASSKEYS);
    }

    private String text() {
        return find(Div.class).withId("view-passkeys").single().getElement().getTextRecursively();
    }
}

package io.runtruth.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.SetupService;
import io.runtruth.testing.TestDatabase;
import io.runtruth.ui.kit.Routes;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// The page on a database of its own, in which nobody can sign in yet.
@SpringBootTest(properties = {"runtruth.role=web", "runtruth.demo=false", "runtruth.pages.reread=1h"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("db")
class SetupViewTest extends SpringBrowserlessTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private final SetupService setup;
    private final JdbcClient jdbc;

    SetupViewTest(SetupService setup, JdbcClient jdbc) {
        this.setup = setup;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    void whoever_has_the_code_sets_up_and_after_that_the_page_is_no_way_in() {
        var code = setup.issueCode().orElseThrow();

        UI.getCurrent().navigate(Routes.SIGN_IN);
        find(TextField.class).withId("setup-code").single().setValue("wrong");
        find(TextField.class).withId("setup-name").single().setValue("Anna");
        find(TextField.class).withId("setup-username").single().setValue("anna");
        find(PasswordField.class).single().setValue("quite long and rare");
        find(TextField.class).withId("setup-workspace").single().setValue("Größe & Söhne");
        find(TextArea.class).single().setValue("Contoso cloud\n\nContoso Cloud\n");
        submit();

        assertThat(find(Paragraph.class).all()).anyMatch(it -> it.getText().startsWith("This code opens nothing"));
        assertThat(jdbc.sql("select count(*) from account").query(Long.class).single())
                .isZero();

        find(TextField.class).withId("setup-code").single().setValue(code.toLowerCase(Locale.ROOT));
        submit();

        assertThat(jdbc.sql("select slug || ' ' || name from workspace")
                        .query(String.class)
                        .single())
                .isEqualTo("grosse-sohne Größe & Söhne");
        assertThat(jdbc.sql("select string_agg(slug, ' ' order by slug) from managed_environment")
                        .query(String.class)
                        .single())
                .isEqualTo("contoso-cloud contoso-cloud-2");

        UI.getCurrent().navigate(Routes.SETUP);
        assertThat(find(LoginForm.class).all()).hasSize(1);
    }

    private void submit() {
        test(find(Button.class).withId("action-set-up").single()).click();
    }

    @Override
    protected Set<String> scanPackages() {
        return Set.of("io.runtruth.ui");
    }
}

package io.runtruth.ui.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.access.Role;
import io.runtruth.operations.queue.NodeBuild;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.Routes;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// What a system operator is told of the installation, and what nobody is.
@TestPropertySource(
        properties = {
            "runtruth.sealing-key=a sealing key that is shown to nobody at all",
            "runtruth.address=https://console.example",
            "spring.mail.host=mail.example",
            "runtruth.mail.from=runtruth@console.example",
            "spring.mail.password=of the mail server"
        })
class AboutViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final ManualQueue queue;
    private final NodeBuild build;

    AboutViewTest(TestWorkspaces some, JdbcClient jdbc, ManualQueue queue, NodeBuild build) {
        this.some = some;
        this.jdbc = jdbc;
        this.queue = queue;
        this.build = build;
    }

    @AfterEach
    void onlyTheOneThatTestsWorkByHand() {
        jdbc.sql("delete from node").update();
        queue.begin();
    }

    @Test
    void it_says_what_runs_and_how_one_signs_in_and_what_is_set_and_no_secret() {
        open();

        assertThat(part("release"))
                .contains("Runtruth", build.version(), Runtime.version().toString(), "PostgreSQL", "18")
                .contains("Storage in use", newestChange());
        assertThat(part("sign_in")).contains("With password", "With passkey", "console.example");
        assertThat(part("settings"))
                .contains("MailOn", "Webhooks into private networksNot allowed", "256 MiB", "https://console.example");
        assertThat(UI.getCurrent().getElement().getTextRecursively())
                .doesNotContain("sealing key that is shown", "mail.example", "of the mail server");
    }

    @Test
    void nodes_of_several_versions_are_said_in_plain_words_while_they_are_there() {
        jdbc.sql("delete from node").update();
        node("1.2.0");
        open();
        assertThat(isMixed()).isFalse();

        node("1.3.0");
        open();

        assertThat(find(Paragraph.class).withId("mixed-versions").single().getText())
                .contains("1.2.0 and 1.3.0", "upgrade");

        jdbc.sql("update node set gone_at = now() where version = '1.2.0'").update();
        open();

        assertThat(isMixed()).isFalse();
    }

    @Test
    @Tag("I12")
    void for_anybody_else_there_is_no_such_page() {
        signIn(some.person(some.workspace(), Role.OWNER));

        UI.getCurrent().navigate(Routes.SYSTEM_ABOUT);

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    private void open() {
        signIn(some.systemOperator());
        UI.getCurrent().navigate(Routes.SYSTEM_ABOUT);
    }

    private void node(String version) {
        jdbc.sql("""
                insert into node (name, role, version, started_at, seen_at)
                values (?, 'web', ?, now(), now() + interval '1 hour')
                """).params(UUID.randomUUID().toString(), version).update();
    }

    private boolean isMixed() {
        return find(Paragraph.class).withId("mixed-versions").exists();
    }

    private String newestChange() {
        return jdbc.sql("select id from databasechangelog order by orderexecuted desc limit 1")
                .query(String.class)
                .single();
    }

    private String part(String name) {
        return find(Section.class).withId("about-" + name).single().getElement().getTextRecursively();
    }
}

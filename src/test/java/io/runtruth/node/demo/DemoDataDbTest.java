package io.runtruth.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceService;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

class DemoDataDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");

    private final DemoData demo;
    private final WorkspaceService workspaces;
    private final EnvironmentService service;
    private final EnvironmentQueries environments;
    private final EvidenceQueries evidence;
    private final EnvironmentReviewService reviews;
    private final JdbcClient jdbc;

    private UUID workspace;

    DemoDataDbTest(
            AccountService accounts,
            WorkspaceService workspaces,
            EnvironmentService service,
            EnvironmentQueries environments,
            EvidenceService imports,
            EvidenceQueries evidence,
            EnvironmentReviewService reviews,
            Clock clock,
            JdbcClient jdbc) {
        this.workspaces = workspaces;
        this.service = service;
        this.environments = environments;
        this.evidence = evidence;
        this.reviews = reviews;
        this.jdbc = jdbc;
        this.demo = new DemoData(
                new DemoMode.On("a password of the demo"), accounts, workspaces, service, imports, evidence, clock);
    }

    @BeforeEach
    void seed() {
        demo.run(new DefaultApplicationArguments());
        workspace = workspaces.find("demo").orElseThrow();
    }

    @Test
    void a_later_start_adds_nothing_to_what_is_there() {
        var before = rows();

        demo.run(new DefaultApplicationArguments());

        assertThat(rows()).isEqualTo(before).isPositive();
    }

    @Test
    void evidence_is_accepted_for_35_days_and_one_environment_is_beyond_that() {
        assertThat(jdbc.sql("select evidence_max_age_days from workspace where id = ?")
                        .param(workspace)
                        .query(Integer.class)
                        .single())
                .isEqualTo(35);
        assertThat(start("northwind-m365")).contains("EVIDENCE_TOO_OLD");
        assertThat(start("contoso-m365")).contains("Dispatched");
    }

    @Test
    void one_environment_knows_no_target_yet_and_takes_any_file_without_a_question() {
        var yours = scope("yours");

        assertThat(environments.targets(yours)).isEmpty();
        assertThat(evidence.newest(yours)).isEmpty();
        assertThat(environments.all(SYSTEM, workspace))
                .extracting(EnvironmentRow::slug)
                .contains("yours", "contoso-m365", "contoso-cloud", "fabrikam-m365", "northwind-m365");
    }

    private String start(String slug) {
        return reviews.create(SYSTEM, scope(slug), new StartRequest(Via.CONSOLE, null))
                .toString();
    }

    private Scope scope(String slug) {
        return service.find(workspace, slug).orElseThrow();
    }

    private long rows() {
        return jdbc.sql("""
                select (select count(*) from evidence_snapshot) + (select count(*) from managed_environment)
                    + (select count(*) from account) + (select count(*) from member) + (select count(*) from workspace)
                """).query(Long.class).single();
    }
}

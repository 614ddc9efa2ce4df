package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class EvidenceQueriesDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");

    private final EvidenceService evidence;
    private final EvidenceQueries queries;
    private final JdbcClient jdbc;
    private final TestWorkspaces some;
    private final Scope scope;

    EvidenceQueriesDbTest(EvidenceService evidence, EvidenceQueries queries, JdbcClient jdbc, TestWorkspaces some) {
        this.evidence = evidence;
        this.queries = queries;
        this.jdbc = jdbc;
        this.some = some;
        this.scope = some.environment(some.workspace());
    }

    private EvidenceSnapshot imported(Scope into, String target, String resource) {
        var upload = SmallFiles.upload(target, resource).confirmed();
        return ((Imported) evidence.importFile(SYSTEM, into, upload)).snapshot();
    }

    @Test
    void the_history_is_read_by_key_the_newest_import_first() {
        var expected = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            expected.addFirst(imported(scope, "account-1", "r" + i).id());
        }

        var first = queries.page(SYSTEM, scope, null, 2);
        var second = queries.page(SYSTEM, scope, first.next().orElseThrow(), 2);
        var third = queries.page(SYSTEM, scope, second.next().orElseThrow(), 2);

        var read = new ArrayList<UUID>();
        first.items().forEach(snapshot -> read.add(snapshot.id()));
        second.items().forEach(snapshot -> read.add(snapshot.id()));
        third.items().forEach(snapshot -> read.add(snapshot.id()));
        assertThat(read).isEqualTo(expected);
        assertThat(third.next()).isEmpty();
    }

    @Test
    void the_newest_of_each_tool_and_target_is_chosen_by_the_tools_own_time() {
        var newer = SmallFiles.upload("""
                [{"class_uid":2004,"metadata":{"product":{"name":"Prowler"}},"time":1767312000,
                "cloud":{"account":{"uid":"account-1"}}}]
                """);
        var newest = ((Imported) evidence.importFile(SYSTEM, scope, newer)).snapshot();
        imported(scope, "ACCOUNT-1", "older, though imported later");
        var ofOther = imported(scope, "account-2", "r1");
        var ofNone = imported(scope, "", "r1");

        assertThat(queries.newest(scope))
                .extracting(EvidenceSnapshot::id)
                .containsExactlyInAnyOrder(newest.id(), ofOther.id(), ofNone.id());
    }

    @Test
    @Tag("I12")
    void evidence_of_another_environment_is_not_found() {
        var other = some.environment(scope.workspaceId());
        var foreign = some.environment(some.workspace());
        var snapshot = imported(scope, "account-1", "r1");
        var person = some.personFor(other, Role.OWNER);
        var stranger = some.stranger();

        for (var wrong : new Scope[] {other, foreign, new Scope(foreign.workspaceId(), scope.environmentId())}) {
            assertThatThrownBy(() -> queries.detail(SYSTEM, wrong, snapshot.id()))
                    .isInstanceOf(Problem.NotFound.class);
            assertThat(queries.checks(wrong, snapshot.id(), 0, 10)).isEmpty();
            assertThat(queries.page(SYSTEM, wrong, null, 10).items()).isEmpty();
            assertThat(queries.newest(wrong)).isEmpty();
        }
        for (var actor : new Actor[] {person, stranger}) {
            assertThatThrownBy(() -> queries.page(actor, scope, null, 10)).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> queries.detail(actor, scope, snapshot.id()))
                    .isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> evidence.importFile(actor, scope, SmallFiles.upload("a", "b")))
                    .isInstanceOf(Problem.NotFound.class);
        }
    }

    @Test
    void the_same_bytes_in_two_environments_are_two_snapshots() {
        var other = some.environment(scope.workspaceId());

        assertThat(imported(scope, "account-1", "r1").id())
                .isNotEqualTo(imported(other, "account-1", "r1").id());
    }

    @Test
    void an_auditor_reads_and_does_not_import_and_a_customer_does_neither() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);

        assertThat(queries.page(auditor, scope, null, 10).items()).isEmpty();
        assertThatThrownBy(() -> evidence.importFile(auditor, scope, SmallFiles.upload("a", "b")))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> queries.page(customer, scope, null, 10)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void an_upload_is_confirmed_and_discarded_by_its_uploader_only() {
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        var other = some.person(scope.workspaceId(), Role.OWNER);
        var asked = (ImportResult.NeedsConfirmation) evidence.importFile(reviewer, scope, SmallFiles.upload("", "r1"));

        evidence.discard(other, scope, asked.uploadId());

        assertThatThrownBy(() -> evidence.confirm(other, scope, asked.uploadId()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(evidence.confirm(reviewer, scope, asked.uploadId())).isInstanceOf(Imported.class);
    }

    @Test
    void what_waits_can_be_imported_where_its_target_is_known_without_sending_it_again() {
        var fabrikam = some.environment(scope.workspaceId());
        imported(scope, "account-1", "r1");
        imported(fabrikam, "account-2", "r1");
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        var asked = asked(reviewer, "account-2");

        var result = evidence.confirmElsewhere(reviewer, scope, asked.uploadId(), fabrikam);

        var snapshot = ((Imported) result).snapshot();
        assertThat(snapshot.scope()).isEqualTo(fabrikam);
        assertThat(snapshot.confirmedBy()).isNull();
        assertThat(queries.checks(fabrikam, snapshot.id(), 0, 10)).hasSize(1);
        assertThat(queries.page(SYSTEM, scope, null, 10).items()).hasSize(1);
    }

    @Test
    void what_waits_and_is_known_there_already_is_not_kept_twice() {
        var fabrikam = some.environment(scope.workspaceId());
        imported(scope, "account-1", "r1");
        imported(fabrikam, "account-2", "r2");
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        var asked = asked(reviewer, "account-2");

        var result = evidence.confirmElsewhere(reviewer, scope, asked.uploadId(), fabrikam);

        assertThat(result).isInstanceOf(ImportResult.AlreadyKnown.class);
        assertThat(queries.page(SYSTEM, fabrikam, null, 10).items()).hasSize(1);
    }

    @Test
    void where_the_target_is_not_known_either_it_waits_for_a_word_there() {
        var fabrikam = some.environment(scope.workspaceId());
        imported(scope, "account-1", "r1");
        imported(fabrikam, "account-3", "r1");
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        var asked = asked(reviewer, "account-2");

        var result = evidence.confirmElsewhere(reviewer, scope, asked.uploadId(), fabrikam);

        assertThat(result).isInstanceOf(ImportResult.NeedsConfirmation.class);
        assertThatThrownBy(() -> evidence.confirm(reviewer, scope, asked.uploadId()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(evidence.confirm(reviewer, fabrikam, asked.uploadId())).isInstanceOf(Imported.class);
    }

    @Test
    @Tag("I12")
    void nobody_moves_an_upload_of_another_or_to_where_they_may_not_import() {
        var hidden = some.environment(scope.workspaceId());
        var foreign = some.environment(some.workspace());
        imported(scope, "account-1", "r1");
        var reviewer = some.personFor(scope, Role.REVIEWER);
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        var asked = asked(reviewer, "account-2");

        assertThatThrownBy(() -> evidence.confirmElsewhere(reviewer, scope, asked.uploadId(), hidden))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> evidence.confirmElsewhere(SYSTEM, scope, asked.uploadId(), foreign))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> evidence.confirmElsewhere(owner, scope, asked.uploadId(), hidden))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(evidence.confirm(reviewer, scope, asked.uploadId())).isInstanceOf(Imported.class);
    }

    private ImportResult.NeedsConfirmation asked(Actor actor, String target) {
        return (ImportResult.NeedsConfirmation) evidence.importFile(actor, scope, SmallFiles.upload(target, "r2"));
    }

    @Test
    @Tag("I3")
    void the_database_refuses_to_mix_scopes() {
        var foreign = some.environment(some.workspace());
        var snapshot = imported(scope, "account-1", "r1");

        assertThatThrownBy(() -> jdbc.sql("update evidence_snapshot set environment_id = ? where id = ?")
                        .params(foreign.environmentId(), snapshot.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update evidence_check set workspace_id = ? where import_id = ?")
                        .params(foreign.workspaceId(), snapshot.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}

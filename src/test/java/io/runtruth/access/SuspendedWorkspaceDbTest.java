package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.operations.reads.WorkspaceWorkQueries;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A suspended workspace (contract 8): nothing in it is open to anybody, nothing is lost, and resumed it is as it
/// was.
class SuspendedWorkspaceDbTest extends DatabaseTest {

    private final Access access;
    private final WorkspaceService service;
    private final WorkspaceQueries workspaces;
    private final InvitationService invitations;
    private final NoticeQueries notices;
    private final AuditQueries audit;
    private final WorkspaceWorkQueries work;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final Clock clock;
    private final JdbcClient jdbc;

    private Scope scope;
    private UUID workspace;

    SuspendedWorkspaceDbTest(
            Access access,
            WorkspaceService service,
            WorkspaceQueries workspaces,
            InvitationService invitations,
            NoticeQueries notices,
            AuditQueries audit,
            WorkspaceWorkQueries work,
            OperationRunService runs,
            TestWorkspaces some,
            Clock clock,
            JdbcClient jdbc) {
        this.access = access;
        this.service = service;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.notices = notices;
        this.audit = audit;
        this.work = work;
        this.runs = new TestRuns(runs);
        this.some = some;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void workspace() {
        workspace = some.workspace();
        scope = some.environment(workspace);
    }

    @ParameterizedTest
    @EnumSource
    void no_member_has_any_right_in_it_and_each_has_theirs_again_when_it_is_resumed(Role role) {
        var member = some.person(workspace, role);
        var token = withToken(member, role.capabilities());

        some.suspend(workspace);

        for (var capability : Capability.values()) {
            for (var actor : List.of(member, token)) {
                assertRefused(() -> access.require(actor, workspace, capability));
                assertRefused(() -> access.require(actor, scope, capability));
                assertThat(access.can(actor, workspace, capability)).isFalse();
            }
        }

        some.resume(workspace);

        for (var capability : role.capabilities()) {
            access.require(member, scope, capability);
            access.require(token, scope, capability);
        }
    }

    @Test
    @Tag("I12")
    void to_a_stranger_it_is_as_if_it_was_not_there() {
        var stranger = some.stranger();
        var elsewhere = some.person(some.workspace(), Role.OWNER);
        var otherToken = withToken(some.person(workspace, Role.OWNER), some.workspace());

        some.suspend(workspace);

        for (var actor : List.of(stranger, elsewhere, otherToken, some.systemOperator())) {
            assertThatThrownBy(() -> access.require(actor, workspace, Capability.PUBLISHED_REVIEW_VIEW))
                    .isInstanceOf(Problem.NotFound.class);
        }
        assertThatThrownBy(() -> workspaces.bySlug(stranger, slug())).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void its_members_find_it_in_their_list_and_may_do_nothing_there() {
        var owner = some.person(workspace, Role.OWNER);

        some.suspend(workspace);

        assertThat(workspaces.mine(owner)).singleElement().satisfies(row -> {
            assertThat(row.suspended()).isTrue();
            assertThat(row.capabilities()).isEmpty();
        });
        assertRefused(() -> workspaces.bySlug(owner, slug()));
        assertRefused(() -> workspaces.bySlugToManage(owner, slug()));
        assertRefused(() -> workspaces.settings(owner, workspace));
    }

    @Test
    void neither_the_bell_nor_the_front_page_tells_of_it() {
        var operator = some.person(workspace, Role.OPERATOR);
        runs.ended(operator, scope, Ending.failed("run.unexpected", null));
        assertThat(notices.recent(operator)).isNotEmpty();
        assertThat(work.standings(operator, Set.of(workspace))).isNotEmpty();

        some.suspend(workspace);

        assertThat(notices.recent(operator)).isEmpty();
        assertThat(work.standings(operator, Set.of(workspace))).isEmpty();

        some.resume(workspace);

        assertThat(notices.recent(operator)).isNotEmpty();
    }

    @Test
    void only_a_system_operator_suspends_and_resumes() {
        var owner = some.person(workspace, Role.OWNER);
        for (var suspended : List.of(true, false)) {
            var asked = new WorkspaceChange(null, null, null, null, suspended, null);
            assertThatThrownBy(() -> service.change(owner, workspace, asked))
                    .isInstanceOfSatisfying(
                            Problem.Forbidden.class, it -> assertThat(it.code()).isEqualTo("workspace.suspending"));
            assertThatThrownBy(() -> service.change(some.stranger(), workspace, asked))
                    .isInstanceOf(Problem.NotFound.class);

            service.change(some.systemOperator(), workspace, asked);

            assertThat(workspaces.settings(some.systemOperator(), workspace).suspended())
                    .isEqualTo(suspended);
        }
    }

    @Test
    void each_of_both_is_audited_once_however_often_it_is_asked_for() {
        some.suspend(workspace);
        some.suspend(workspace);
        some.resume(workspace);
        some.resume(workspace);

        assertThat(jdbc.sql(
                                "select action from audit_entry where workspace_id = ? and action like 'workspace.%' order by id")
                        .param(workspace)
                        .query(String.class)
                        .list())
                .containsExactly("workspace.created", "workspace.suspended", "workspace.resumed");
    }

    @Test
    @Tag("I12")
    void a_system_operator_reads_what_they_did_and_nothing_of_what_is_done_inside() {
        var owner = some.person(workspace, Role.OWNER);
        var operator = some.systemOperator();
        service.change(owner, workspace, new WorkspaceChange("A name of its owner", null, null, null, null, null));
        service.change(operator, workspace, new WorkspaceChange(null, null, null, null, true, null));

        assertThat(audit.ofSystem(operator, SystemTrail.WORKSPACES, 5))
                .extracting(line -> line.entry().action())
                .startsWith("workspace.suspended")
                .doesNotContain("workspace.changed", "member.added");
        assertThat(audit.ofSystem(operator, SystemTrail.ACCOUNTS, 5))
                .extracting(line -> line.entry().action())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).startsWith("account."));
        assertThatThrownBy(() -> audit.ofSystem(owner, SystemTrail.WORKSPACES, 5))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_system_operator_who_is_its_member_sees_no_more_than_other_members_and_resumes_it() {
        var operator = some.systemOperator();
        service.ensureMember(
                new Actor.System("test"), new WorkspaceService.NewMember(workspace, operator.account(), Role.OWNER));

        some.suspend(workspace);

        assertRefused(() -> access.require(operator, workspace, Capability.OPERATIONS_VIEW));
        service.change(operator, workspace, new WorkspaceChange(null, null, null, null, false, null));
        access.require(operator, workspace, Capability.OPERATIONS_VIEW);
    }

    @Test
    void a_link_into_it_opens_nothing_until_it_is_resumed() {
        var owner = some.person(workspace, Role.OWNER);
        var until = clock.instant().plus(InvitationService.USUAL);
        var link = invitations
                .create(owner, workspace, Share.of(Role.AUDITOR), until)
                .secret();
        var guest = some.stranger();

        some.suspend(workspace);

        assertRefused(() -> invitations.join(guest, link));

        some.resume(workspace);

        invitations.join(guest, link);
        access.require(guest, workspace, Capability.AUDIT_VIEW);
    }

    @Test
    void the_database_keeps_no_suspension_by_nobody() {
        assertThatThrownBy(() -> jdbc.sql("update workspace set suspended_at = now() where id = ?")
                        .param(workspace)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private Actor.Person withToken(Actor.Person person, Set<Capability> capabilities) {
        return withToken(person, workspace, capabilities);
    }

    private Actor.Person withToken(Actor.Person person, UUID of) {
        return withToken(person, of, EnumSet.allOf(Capability.class));
    }

    private static Actor.Person withToken(Actor.Person person, UUID of, Set<Capability> capabilities) {
        return new Actor.Person(
                person.account(), person.name(), false, new TokenGrant(UUID.randomUUID(), of, capabilities, null));
    }

    private String slug() {
        return workspaces.settings(some.systemOperator(), workspace).slug();
    }

    private static void assertRefused(ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        Problem.Forbidden.class, it -> assertThat(it.code()).isEqualTo("workspace.suspended"));
    }
}

package io.runtruth.operations.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.Role;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestWorkspaces;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SavedViewDbTest extends DatabaseTest {

    private final SavedViewService service;
    private final SavedViewQueries queries;
    private final ListLayoutService layouts;
    private final ListLayoutQueries keptLayouts;
    private final MemberService members;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Scope scope;
    private UUID workspace;
    private Actor.Person owner;
    private Actor.Person operator;
    private Actor.Person auditor;

    SavedViewDbTest(
            SavedViewService service,
            SavedViewQueries queries,
            ListLayoutService layouts,
            ListLayoutQueries keptLayouts,
            MemberService members,
            TestWorkspaces some,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.service = service;
        this.queries = queries;
        this.layouts = layouts;
        this.keptLayouts = keptLayouts;
        this.members = members;
        this.some = some;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        workspace = scope.workspaceId();
        owner = some.person(workspace, Role.OWNER);
        operator = some.person(workspace, Role.OPERATOR);
        auditor = some.person(workspace, Role.AUDITOR);
    }

    @Test
    void ones_own_views_come_first_and_nobody_else_sees_them() {
        service.save(operator, workspace, own("Z mine"));
        service.save(operator, workspace, shared("A ours"));
        service.save(auditor, workspace, own("Audit"));

        assertThat(names(operator)).containsExactly("Z mine", "A ours");
        assertThat(names(auditor)).containsExactly("Audit", "A ours");
        assertThat(names(owner)).containsExactly("A ours");
    }

    @Test
    void only_who_manages_operations_shares_renames_and_deletes_what_all_see() {
        var ours = service.save(operator, workspace, shared("Ours"));

        assertThatThrownBy(() -> service.save(auditor, workspace, shared("Mine for all")))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.rename(auditor, workspace, ours, "Ours", "Mine"))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.delete(auditor, workspace, ours, "Ours"))
                .isInstanceOf(Problem.Forbidden.class);

        service.rename(owner, workspace, ours, "Ours", "Everybody's");
        assertThat(names(auditor)).containsExactly("Everybody's");
        service.delete(owner, workspace, ours, "Everybody's");
        assertThat(names(auditor)).isEmpty();
    }

    @Test
    @Tag("I12")
    void a_view_of_somebody_else_is_as_if_there_were_none() {
        var mine = service.save(operator, workspace, own("Mine"));

        for (var other : List.of(owner, auditor, some.person(some.workspace(), Role.OWNER))) {
            assertThatThrownBy(() -> service.rename(other, workspace, mine, "Mine", "Taken"))
                    .isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> service.delete(other, workspace, mine, "Mine"))
                    .isInstanceOf(Problem.NotFound.class);
        }
        assertThat(names(operator)).containsExactly("Mine");
    }

    @Test
    @Tag("I12")
    void a_view_of_an_environment_outside_the_readers_list_is_neither_offered_nor_changed_nor_made() {
        var elsewhere = some.environment(workspace);
        var ofOne = some.personFor(scope, Role.OPERATOR);
        var hidden = service.save(owner, workspace, new NewSavedView("There", "", elsewhere.environmentId(), true));
        service.save(owner, workspace, new NewSavedView("Here", "", scope.environmentId(), true));

        assertThat(names(ofOne)).containsExactly("Here");
        assertThatThrownBy(() -> service.delete(ofOne, workspace, hidden, "There"))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        service.save(ofOne, workspace, new NewSavedView("Mine", "", elsewhere.environmentId(), false)))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    @Tag("I12")
    void that_a_name_is_taken_where_somebody_may_not_look_is_not_told() {
        var elsewhere = some.environment(workspace);
        var ofOne = some.personFor(scope, Role.OPERATOR);
        service.save(owner, workspace, new NewSavedView("Nightly", "", elsewhere.environmentId(), true));

        service.save(ofOne, workspace, new NewSavedView("Nightly", "", scope.environmentId(), true));

        assertThat(names(ofOne)).containsExactly("Nightly");
        assertThat(names(owner)).containsExactly("Nightly", "Nightly");
    }

    @Test
    void of_two_who_decide_by_the_same_name_one_wins_and_the_other_is_told() {
        var ours = service.save(operator, workspace, shared("Blocked"));
        service.rename(owner, workspace, ours, "Blocked", "Blocked, Contoso");

        for (var late : List.<Runnable>of(
                () -> service.rename(operator, workspace, ours, "Blocked", "Stuck"),
                () -> service.delete(operator, workspace, ours, "Blocked"))) {
            assertThatThrownBy(late::run)
                    .isInstanceOfSatisfying(
                            Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("edit.changed_meanwhile"));
        }
        assertThat(names(owner)).containsExactly("Blocked, Contoso");
    }

    @Test
    @Tag("I14")
    void the_same_filter_under_the_same_name_is_kept_once_and_another_one_is_refused() {
        var first = service.save(operator, workspace, own("Mine"));

        assertThat(service.save(operator, workspace, own("Mine"))).isEqualTo(first);
        assertThatThrownBy(() -> service.save(operator, workspace, new NewSavedView("Mine", "tab=active", null, false)))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("saved_view.name_taken"));
        var second = service.save(operator, workspace, own("Other"));
        assertThatThrownBy(() -> service.rename(operator, workspace, second, "Other", "Mine"))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(names(operator)).containsExactly("Mine", "Other");
    }

    @Test
    void a_person_keeps_30_views_in_a_workspace_also_where_several_are_saved_at_once() throws Exception {
        IntStream.range(0, SavedViewService.MOST_OWN - 1)
                .forEach(n -> service.save(operator, workspace, own("View " + n)));

        try (var threads = Executors.newSingleThreadExecutor()) {
            var other = transaction.execute(_ -> {
                service.save(operator, workspace, own("One more"));
                var tried = threads.submit(trying("And another"));
                // looked at from a thread of its own, so outside of this transaction
                await().until(() -> Meanwhile.somebodyWaitsForALock(jdbc));
                return tried;
            });
            assertThat(other.get()).isFalse();
        }
        assertThat(names(operator)).hasSize(SavedViewService.MOST_OWN);
    }

    private Callable<Boolean> trying(String name) {
        return () -> {
            try {
                service.save(operator, workspace, own(name));
                return true;
            } catch (Problem.Conflict _) {
                return false;
            }
        };
    }

    @Test
    void what_was_ones_own_goes_with_the_membership_and_what_was_shared_stays() {
        service.save(operator, workspace, own("Mine"));
        service.save(operator, workspace, shared("Ours"));
        layouts.keep(operator, workspace, new ListLayout(Set.of("duration"), List.of(), true));

        members.remove(owner, new MemberRef(workspace, operator.account()));

        assertThat(names(owner)).containsExactly("Ours");
        for (var table : List.of("saved_view", "list_layout")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where account_id = ?")
                            .param(operator.account())
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void a_layout_is_ones_own_in_each_workspace() {
        layouts.keep(operator, workspace, new ListLayout(Set.of("duration", "progress"), List.of(), true));
        var last = new ListLayout(Set.of("duration"), List.of("started", "environment"), true);
        layouts.keep(operator, workspace, last);

        assertThat(keptLayouts.of(operator, workspace)).isEqualTo(last);
        assertThat(keptLayouts.of(owner, workspace)).isEqualTo(ListLayout.USUAL);
        assertThatThrownBy(() -> keptLayouts.of(operator, some.workspace())).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> layouts.keep(operator, some.workspace(), ListLayout.USUAL))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void the_same_layout_again_is_no_entry_of_the_trail() {
        var layout = new ListLayout(Set.of("duration"), List.of(), true);
        layouts.keep(operator, workspace, layout);
        layouts.keep(operator, workspace, layout);

        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'list.layout_chosen' and actor_id = ?")
                        .param(operator.account())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private List<String> names(Actor.Person reader) {
        return queries.of(reader, workspace).stream().map(SavedView::name).toList();
    }

    private static NewSavedView own(String name) {
        return new NewSavedView(name, "status=queued", null, false);
    }

    private static NewSavedView shared(String name) {
        return new NewSavedView(name, "status=queued", null, true);
    }
}

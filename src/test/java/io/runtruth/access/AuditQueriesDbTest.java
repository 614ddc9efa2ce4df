package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The part of the trail that is about a few things.
class AuditQueriesDbTest extends DatabaseTest {

    private final AuditQueries queries;
    private final AuditTrail trail;
    private final TestWorkspaces some;

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    private Scope scope;
    private Actor.Person owner;

    AuditQueriesDbTest(AuditQueries queries, AuditTrail trail, TestWorkspaces some) {
        this.queries = queries;
        this.trail = trail;
        this.some = some;
    }

    @BeforeEach
    void entries() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        for (var action : List.of("thing.made", "thing.read", "thing.changed")) {
            trail.append(owner, scope.workspaceId(), new Entry(action, "thing", one, Map.of()));
        }
        trail.append(owner, scope.workspaceId(), new Entry("thing.other", "thing", other, Map.of()));
        trail.append(owner, some.workspace(), new Entry("thing.elsewhere", "thing", one, Map.of()));
    }

    private List<String> about(Actor actor, int limit) {
        return queries.about(actor, scope, List.of(one), List.of("thing.read"), limit).stream()
                .map(AuditQueries.AuditRow::action)
                .toList();
    }

    @Test
    @Tag("I12")
    void what_was_done_to_a_thing_is_told_in_its_order_and_nothing_of_others_or_of_another_workspace() {
        assertThat(about(owner, 10)).containsExactly("thing.made", "thing.changed");
        assertThat(about(owner, 1)).containsExactly("thing.changed");
    }

    @Test
    @Tag("I12")
    void it_is_told_to_who_may_read_the_trail_of_its_environment() {
        assertThat(about(some.personFor(scope, Role.AUDITOR), 10)).hasSize(2);

        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.AUDITOR);
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        assertThatThrownBy(() -> about(elsewhere, 10)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> about(reviewer, 10)).isInstanceOf(Problem.Forbidden.class);
    }
}

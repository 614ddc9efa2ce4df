package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.CountedStatements;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

@Import(CountedStatements.class)
class EnvironmentBoardDbTest extends DatabaseTest {

    private static final int RIGHT = 1;

    private final EnvironmentBoard board;
    private final EnvironmentService environments;
    private final CountedStatements statements;
    private final TestWorkspaces some;

    private Scope scope;
    private Actor.Person auditor;

    EnvironmentBoardDbTest(
            EnvironmentBoard board,
            EnvironmentService environments,
            CountedStatements statements,
            TestWorkspaces some) {
        this.board = board;
        this.environments = environments;
        this.statements = statements;
        this.some = some;
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        auditor = some.person(scope.workspaceId(), Role.AUDITOR);
    }

    @Test
    void pages_that_heard_of_the_same_read_once_and_each_asks_for_its_own_right() {
        var heard = System.nanoTime();
        var another = some.person(scope.workspaceId(), Role.OWNER);
        statements.reset();

        board.some(auditor, scope.workspaceId(), Set.of(scope.environmentId()), heard);
        var first = statements.count();
        board.some(another, scope.workspaceId(), Set.of(scope.environmentId()), heard);

        assertThat(statements.count() - first).isEqualTo(RIGHT);
        assertThat(first).isGreaterThan(RIGHT);
    }

    @Test
    void whoever_heard_of_a_change_reads_what_is_after_it() {
        board.all(auditor, scope.workspaceId(), System.nanoTime());
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        var seen = board.all(auditor, scope.workspaceId(), System.nanoTime());

        assertThat(seen.rows()).singleElement().matches(EnvironmentReviewRow::archived);
    }

    @Test
    void what_was_read_within_the_last_second_is_recent() {
        var read = board.all(auditor, scope.workspaceId(), System.nanoTime());

        assertThat(board.all(auditor, scope.workspaceId(), System.nanoTime() - 1_000_000_000))
                .isSameAs(read);
    }

    @Test
    @Tag("I12")
    void of_the_environments_asked_for_come_those_that_a_member_may_see() {
        var other = some.environment(scope.workspaceId());
        var asked = Set.of(scope.environmentId(), other.environmentId(), UUID.randomUUID());

        assertThat(scopes(auditor, asked)).containsExactlyInAnyOrder(scope, other);
        assertThat(scopes(some.personFor(other, Role.AUDITOR), asked)).containsExactly(other);
        assertThat(scopes(auditor, Set.of(scope.environmentId()))).containsExactly(scope);
        assertThat(scopes(auditor, Set.of())).isEmpty();
    }

    @Test
    @Tag("I12")
    void a_right_that_is_taken_away_is_gone_at_once() {
        board.all(auditor, scope.workspaceId(), System.nanoTime());
        some.leave(scope.workspaceId(), auditor);

        assertThatThrownBy(() -> board.all(auditor, scope.workspaceId(), 0)).isInstanceOf(Problem.NotFound.class);
    }

    private List<Scope> scopes(Actor.Person person, Set<UUID> asked) {
        return board.some(person, scope.workspaceId(), asked, System.nanoTime()).rows().stream()
                .map(EnvironmentReviewRow::scope)
                .toList();
    }
}

package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I12")
class AccessDbTest extends DatabaseTest {

    private final Access access;
    private final TestWorkspaces some;

    AccessDbTest(Access access, TestWorkspaces some) {
        this.access = access;
        this.some = some;
    }

    @Test
    void a_workspace_is_not_found_by_somebody_who_is_no_member() {
        var workspace = some.workspace();
        var owner = some.person(some.workspace(), Role.OWNER);

        assertThatThrownBy(() -> access.require(owner, workspace, Capability.OPERATIONS_VIEW))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_member_without_the_capability_is_refused_and_not_misled() {
        var workspace = some.workspace();
        var auditor = some.person(workspace, Role.AUDITOR);

        assertThatThrownBy(() -> access.require(auditor, workspace, Capability.ENVIRONMENT_REVIEW_MANAGE))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void an_environment_outside_a_members_list_is_not_found_even_without_the_capability() {
        var workspace = some.workspace();
        var seen = some.environment(workspace);
        var unseen = some.environment(workspace);
        var customer = some.personFor(seen, Role.CUSTOMER);

        assertThatCode(() -> access.require(customer, seen, Capability.PUBLISHED_REVIEW_VIEW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> access.require(customer, unseen, Capability.OPERATIONS_VIEW))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_role_that_is_taken_away_is_gone_at_the_next_decision() {
        var workspace = some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);
        assertThat(access.can(reviewer, workspace, Capability.ENVIRONMENT_REVIEW_MANAGE))
                .isTrue();

        some.leave(workspace, reviewer);

        assertThat(access.can(reviewer, workspace, Capability.ENVIRONMENT_REVIEW_MANAGE))
                .isFalse();
    }
}

package io.runtruth.ui.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentsViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final EnvironmentService environments;
    private final LostPushes lost;
    private final WorkspaceQueries workspaces;

    private Scope scope;

    EnvironmentsViewTest(
            TestWorkspaces some, EnvironmentService environments, LostPushes lost, WorkspaceQueries workspaces) {
        this.some = some;
        this.environments = environments;
        this.lost = lost;
        this.workspaces = workspaces;
    }

    @BeforeEach
    void open() {
        scope = some.environment(some.workspace());
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        signIn(owner);
        navigate(Routes.environments(workspaces.mine(owner).getFirst().slug()), EnvironmentsView.class);
        roundTrip();
    }

    @Test
    void who_may_add_an_environment_finds_the_way_there() {
        var add = find(Anchor.class).withId("action-to-add-environment").single();

        assertThat(add.getHref()).endsWith("/settings/environments");
    }

    @Test
    void who_may_not_add_an_environment_is_led_nowhere() {
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        signIn(reviewer);
        navigate(Routes.environments(workspaces.mine(reviewer).getFirst().slug()), EnvironmentsView.class);

        assertThat(find(Anchor.class).withId("action-to-add-environment").all()).isEmpty();
    }

    @Test
    void a_new_environment_appears_by_itself() {
        assertThat(test(grid()).size()).isOne();

        some.environment(scope.workspaceId());

        eventually("it is there", () -> test(grid()).size() == 2);
    }

    @Test
    void an_environment_that_is_archived_is_shown_so_by_itself() {
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        eventually("it is", () -> test(grid()).getRow(0).archived());
    }

    @Test
    void an_environment_that_nobody_told_of_appears_as_soon_as_the_page_reads_again() {
        eventually("it listens", () -> test(grid()).size() == 1);
        lost.in(scope.workspaceId(), () -> some.environment(scope.workspaceId()));

        eventually("it is there", () -> {
            OpenPage.tick();
            return test(grid()).size() == 2;
        });
    }

    @Test
    void a_quiet_row_that_nobody_told_of_is_true_again_as_soon_as_the_page_reads_again() {
        eventually("it listens", () -> test(grid()).size() == 1);
        lost.in(
                scope.workspaceId(),
                () -> environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null)));

        eventually("it is shown as archived", () -> {
            OpenPage.tick();
            return test(grid()).getRow(0).archived();
        });
    }

    @SuppressWarnings("unchecked")
    private Grid<EnvironmentReviewRow> grid() {
        return find(Grid.class).withId("grid-environments").single();
    }
}

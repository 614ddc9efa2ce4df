package io.runtruth.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Routes;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MainLayoutViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;

    MainLayoutViewTest(TestWorkspaces some, WorkspaceQueries workspaces) {
        this.some = some;
        this.workspaces = workspaces;
    }

    @Test
    void a_member_sees_the_sections_that_the_role_opens() {
        var workspace = signIn(Role.AUDITOR);

        UI.getCurrent().navigate(Routes.environments(workspace.slug()));

        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .contains(Routes.operations(workspace.slug()), Routes.reviews(workspace.slug()));
    }

    @Test
    void a_customer_is_told_that_there_is_nothing_yet_and_sees_no_section_but_what_is_published() {
        var workspace = signIn(Role.CUSTOMER);

        UI.getCurrent().navigate(Routes.workspace(workspace.slug()));

        assertThat(find(EmptyState.class).all()).hasSize(1);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .containsExactly(Routes.published(workspace.slug()));
    }

    @Test
    void a_customer_who_reads_a_review_is_still_among_what_is_published() {
        var workspace = signIn(Role.CUSTOMER);

        UI.getCurrent().navigate(Routes.workspace(workspace.slug()));

        assertThat(aliases("published")).containsExactly(Routes.reviews(workspace.slug()));
    }

    @Test
    void accepted_risks_are_among_the_reviews_for_whom_they_are_open() {
        var workspace = signIn(Role.AUDITOR);

        UI.getCurrent().navigate(Routes.environments(workspace.slug()));

        assertThat(aliases("reviews")).containsExactly(Routes.acceptedRisks(workspace.slug()));
        assertThat(aliases("published")).isEmpty();
    }

    private Set<String> aliases(String place) {
        return find(SideNavItem.class).withId("navigation-" + place).single().getPathAliases();
    }

    @Test
    void a_person_without_a_workspace_is_told_what_to_do() {
        signIn(some.stranger());

        UI.getCurrent().navigate(Routes.START);

        assertThat(find(EmptyState.class).all()).hasSize(1);
    }

    @Test
    @Tag("I12")
    void a_workspace_of_others_looks_like_one_that_does_not_exist() {
        var others = workspace(some.person(some.workspace(), Role.OWNER));
        signIn(Role.OWNER);

        UI.getCurrent().navigate(Routes.workspace(others.slug()));
        var ofOthers = find(ErrorPage.class).single().getElement().getTextRecursively();
        UI.getCurrent().navigate(Routes.workspace("no-such-workspace"));
        var ofNobody = find(ErrorPage.class).single().getElement().getTextRecursively();

        assertThat(ofOthers).isEqualTo(ofNobody).doesNotContain(others.slug(), others.name());
        assertThat(find(SideNavItem.class).all()).isEmpty();
    }

    @Test
    void whoever_has_one_workspace_keeps_the_way_back_to_it_on_their_own_pages() {
        var workspace = signIn(Role.REVIEWER);

        UI.getCurrent().navigate(Routes.PERSON);

        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .contains(Routes.workspace(workspace.slug()), Routes.reviews(workspace.slug()));
    }

    @Test
    void a_thing_that_is_not_there_is_told_within_its_workspace() {
        var workspace = signIn(Role.OWNER);

        UI.getCurrent().navigate(Routes.workspace(workspace.slug()) + "/no-such-part");

        assertThat(find(ErrorPage.class).all()).hasSize(1);
        assertThat(find(SideNavItem.class).all()).isNotEmpty();
    }

    @Test
    void an_address_that_leads_nowhere_is_told_inside_the_frame() {
        signIn(Role.OWNER);

        UI.getCurrent().navigate("no/such/page");

        assertThat(find(MainLayout.class).all()).hasSize(1);
        assertThat(find(H1.class).single().getText()).isEqualTo("Not found");
    }

    private WorkspaceRow signIn(Role role) {
        var person = some.person(some.workspace(), role);
        signIn(person);
        return workspace(person);
    }

    private WorkspaceRow workspace(Actor.Person person) {
        return workspaces.mine(person).getFirst();
    }
}

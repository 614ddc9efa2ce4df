package io.runtruth.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.packs.letterhead.LetterheadService;
import io.runtruth.packs.letterhead.Logo;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.LetterheadBox;
import io.runtruth.ui.kit.Routes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LetterheadViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final LetterheadService service;
    private final LetterheadQueries letterheads;
    private final WorkspaceQueries workspaces;

    private UUID workspace;
    private Actor.Person owner;
    private String slug;

    LetterheadViewTest(
            TestWorkspaces some,
            LetterheadService service,
            LetterheadQueries letterheads,
            WorkspaceQueries workspaces) {
        this.some = some;
        this.service = service;
        this.letterheads = letterheads;
        this.workspaces = workspaces;
    }

    @BeforeEach
    void open() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
        slug = workspaces.mine(owner).getFirst().slug();
    }

    @Test
    void an_owner_sees_the_head_of_documents_as_it_will_be_and_readers_see_it_once_it_is_saved() {
        signIn(owner);
        UI.getCurrent().navigate("w/" + slug + "/settings/general");
        test(find(TextArea.class).withId("letterhead-address").single()).setValue("Northwind <b>\nHauptstraße 1");
        test(find(TextField.class).withId("letterhead-accent").single()).setValue("#0b57a4");

        assertThat(box().getElement().getTextRecursively()).contains("Northwind <b>");
        assertThat(box().getElement().getStyle().get("border-color")).isEqualTo("#0b57a4");
        save();

        signIn(some.person(workspace, Role.CUSTOMER));
        UI.getCurrent().navigate(Routes.published(slug));
        assertThat(box().getElement().getTextRecursively()).contains("Northwind <b>");
        assertThat(find(Image.class).exists()).isFalse();
    }

    @Test
    void what_can_not_be_is_said_and_not_saved() {
        signIn(owner);
        UI.getCurrent().navigate("w/" + slug + "/settings/general");
        test(find(TextField.class).withId("letterhead-accent").single()).setValue("#ffee00");

        assertThat(find(LetterheadBox.class).exists()).isFalse();
        save();

        assertThat(letterheads.current(owner, workspace).isEmpty()).isTrue();
    }

    @Test
    void a_logo_goes_only_when_that_is_saved() throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", file);
        service.change(owner, workspace, new LetterheadChange(Logo.read(file.toByteArray()), null, null, null));
        signIn(owner);
        UI.getCurrent().navigate("w/" + slug + "/settings/general");
        assertThat(find(Image.class).single().getAlt()).contains("Logo");

        test(find(Button.class).withId("action-remove-logo").single()).click();
        assertThat(find(Image.class).exists()).isFalse();
        assertThat(letterheads.current(owner, workspace).logo()).isNotNull();
        save();

        assertThat(letterheads.current(owner, workspace).isEmpty()).isTrue();
    }

    private void save() {
        test(find(Button.class).withId("action-change-letterhead").single()).click();
    }

    private LetterheadBox box() {
        return find(LetterheadBox.class).single();
    }
}

package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.testing.TestWorkspaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class LetterheadApiTest extends ApiTest {

    private final TestWorkspaces some;
    private UUID workspace;
    private Actor.Person owner;

    LetterheadApiTest(TestWorkspaces some) {
        this.some = some;
    }

    @BeforeEach
    void places() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void what_was_read_can_be_sent_again_with_a_change() throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "jpeg", file);
        var logo = Base64.getEncoder().encodeToString(file.toByteArray());

        var made = put("{\"logo\": \"%s\", \"accent\": \"#0B57A4\"}".formatted(logo));
        var changed = put("{\"id\": \"%s\", \"logo\": \"%s\", \"address\": \"Northwind\"}"
                .formatted(made.text("/id"), made.text("/logo")));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/accent")).isEqualTo("#0b57a4");
        assertThat(changed.text("/logo")).isEqualTo(made.text("/logo"));
        assertThat(changed.body().at("/accent").isNull()).isTrue();
        assertThat(get(owner, address(workspace) + "/letterhead").text("/address"))
                .isEqualTo("Northwind");
    }

    @Test
    void what_is_refused_says_why() {
        put("{\"address\": \"Northwind\"}");

        assertThat(put("{\"address\": \"Other\"}").code()).isEqualTo("edit.changed_meanwhile");
        assertThat(put("{\"logo\": \"no picture\"}").code()).isEqualTo("letterhead.logo_form");
        assertThat(put("{\"logo\": \"PHN2Zy8+\"}").code()).isEqualTo("letterhead.logo_form");
        assertThat(put("{\"accent\": \"red\"}").code()).isEqualTo("letterhead.accent_form");
    }

    private Answer put(String content) {
        return send(
                owner,
                call(HttpMethod.PUT, address(workspace) + "/letterhead")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content));
    }
}

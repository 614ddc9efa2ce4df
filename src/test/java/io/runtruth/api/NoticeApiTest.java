package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/// What a person is told of, chosen over the API (contract 11).
class NoticeApiTest extends ApiTest {

    private static final String NOTICES = "/api/v1/me/notifications";

    private final TestWorkspaces some;
    private final NoticeChoiceQueries choices;

    private UUID workspace;
    private Actor.Person person;

    NoticeApiTest(TestWorkspaces some, NoticeChoiceQueries choices) {
        this.some = some;
        this.choices = choices;
    }

    @BeforeEach
    void person() {
        workspace = some.workspace();
        person = some.person(workspace, Role.REVIEWER);
    }

    @Test
    void who_has_chosen_nothing_is_told_as_usual() {
        var answer = get(person, NOTICES);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/kinds/0/kind")).isEqualTo("run_succeeded");
        assertThat(answer.body().at("/kinds/0/bell").asBoolean()).isTrue();
        assertThat(answer.body().at("/kinds/0/mail").asBoolean()).isFalse();
        assertThat(answer.body().at("/kinds")).hasSize(NoticeKind.values().length);
        assertThat(answer.text("/mail")).isEqualTo("not_set_up");
    }

    @Test
    void what_is_chosen_counts_and_what_is_left_out_is_as_usual_again() {
        var first = choose("[{\"kind\": \"run_succeeded\", \"bell\": false, \"mail\": true}]");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().at("/kinds/0/bell").asBoolean()).isFalse();
        assertThat(choices.of(person, NoticeWay.BELL)).doesNotContain(NoticeKind.RUN_SUCCEEDED);

        choose("[{\"kind\": \"question_asked\", \"bell\": false}]");

        assertThat(choices.of(person, NoticeWay.BELL))
                .contains(NoticeKind.RUN_SUCCEEDED)
                .doesNotContain(NoticeKind.QUESTION_ASKED);
        assertThat(choices.of(person, NoticeWay.MAIL)).doesNotContain(NoticeKind.RUN_SUCCEEDED);
    }

    @Test
    void a_token_chooses_nothing_for_its_person() {
        var token = some.token(workspace, person);

        var answer = send(call(HttpMethod.PUT, NOTICES)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"kinds\": []}"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("token.person_only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"kind\": \"everything\"}]", "[{\"bell\": true}]", "[null]", "null"})
    void what_is_not_understood_is_refused(String kinds) {
        assertThat(choose(kinds).status()).isEqualTo(400);
    }

    private Answer choose(String kinds) {
        return send(
                person,
                call(HttpMethod.PUT, NOTICES)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"kinds\": %s}".formatted(kinds)));
    }
}

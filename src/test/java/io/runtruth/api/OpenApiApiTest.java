package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiApiTest extends ApiTest {

    private static final List<String> OF_ANY_CALL = List.of("400", "401", "403", "404", "500", "503");

    private final RequestMappingHandlerMapping mappings;
    private JsonNode api;

    OpenApiApiTest(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    @BeforeEach
    void read() {
        var answer = send(call(HttpMethod.GET, "/api/v1/openapi"));
        assertThat(answer.status()).isEqualTo(200);
        api = answer.body();
    }

    @Test
    void every_call_is_described_and_nothing_else_is() {
        var mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> it.getValue()
                        .getBeanType()
                        .getPackage()
                        .equals(getClass().getPackage()))
                .flatMap(it -> it.getKey().getPatternValues().stream()
                        .map(pattern -> it.getKey()
                                        .getMethodsCondition()
                                        .getMethods()
                                        .iterator()
                                        .next()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                + " " + pattern.replaceAll("\\{(\\w+):[^}]*}", "{$1}")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described().stream().map(Described::name)).containsExactlyInAnyOrderElementsOf(mapped);
    }

    @Test
    void every_call_has_a_summary_a_tag_its_answers_and_its_problems() {
        for (var call : described()) {
            assertThat(call.of("summary").asString()).as(call.name()).isNotBlank();
            assertThat(call.of("tags")).as(call.name()).hasSize(1);
            var answers = call.of("responses");
            assertThat(answers.propertyNames()).as(call.name()).containsAll(OF_ANY_CALL);
            for (var answer : answers.properties()) {
                var isProblem = answer.getKey().compareTo("400") >= 0;
                assertThat(answer.getValue().at("/description").asString()).isNotBlank();
                if (answer.getKey().equals("204")) {
                    assertThat(answer.getValue().has("content")).as(call.name()).isFalse();
                    continue;
                }
                if (!isProblem && call.name().contains("/packs/")) {
                    assertThat(answer.getValue()
                                    .at("/content/*~1*/schema/format")
                                    .asString())
                            .isEqualTo("binary");
                    continue;
                }
                assertThat(answer.getValue().at("/content").propertyNames())
                        .as("%s %s", call.name(), answer.getKey())
                        .containsExactly(isProblem ? "application/problem+json" : contentOf(call));
                if (!isProblem && contentOf(call).equals("application/zip")) {
                    continue;
                }
                assertThat(shapeOf(answer.getValue()))
                        .as("%s %s", call.name(), answer.getKey())
                        .matches(isProblem ? "Problem" : "[A-Z]\\w+");
            }
        }
    }

    private static String contentOf(Described call) {
        if (call.name().endsWith("/runs/stream")) {
            return "text/event-stream";
        }
        return call.name().endsWith("/archive") && call.name().startsWith("get ")
                        || call.name().endsWith("/evidence.zip")
                ? "application/zip"
                : "application/json";
    }

    @Test
    void every_parameter_has_its_outward_name_and_says_what_it_takes() {
        for (var call : described()) {
            for (var parameter : call.of("parameters")) {
                assertThat(parameter.at("/name").asString()).matches("[a-z_]+|Idempotency-Key|Last-Event-ID|dryRun");
                assertThat(parameter.at("/description").asString())
                        .as("%s %s", call.name(), parameter.at("/name"))
                        .isNotBlank();
            }
        }
    }

    @Test
    void every_name_in_every_shape_is_snake_case() {
        for (var shape : shapes().properties()) {
            assertThat(names(shape.getValue()))
                    .as(shape.getKey())
                    .isNotEmpty()
                    .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
        }
    }

    /// A shape that is one of several kinds has its own names behind those of its kind.
    private static List<String> names(JsonNode shape) {
        return Stream.concat(
                        shape.at("/properties").propertyNames().stream(),
                        shape.at("/allOf/1/properties").propertyNames().stream())
                .toList();
    }

    @Test
    void two_types_of_the_same_simple_name_are_told_apart_by_the_one_around_them() {
        assertThat(shapes().propertyNames())
                .contains("SnapshotTarget", "ReviewContentDocumentTarget")
                .doesNotContain("Target");
    }

    @Test
    void every_word_of_a_document_is_written_in_lower_case() {
        assertThat(shapes().findValues("enum").stream()
                        .flatMap(words -> words.valueStream().map(JsonNode::asString)))
                .isNotEmpty()
                .allMatch(word -> word.matches("[a-z_]+"));
    }

    @Test
    void every_answer_has_an_example_with_the_names_of_its_shape() {
        for (var name : List.of(
                "Workspace",
                "Environment",
                "EnvironmentDetail",
                "Snapshot",
                "ConfigurationTarget",
                "ConfigurationSnapshot",
                "Document",
                "Differences",
                "Restore",
                "RestoreItem",
                "RestoreStart",
                "Changes",
                "Start",
                "Review",
                "PublishedEnvironment",
                "PublishedReview",
                "Reading",
                "Question",
                "NewQuestion",
                "Answer",
                "Run",
                "Attention",
                "AttentionAction",
                "Cancel",
                "Problem")) {
            var shape = shapes().get(name);
            var expected = new TreeSet<>(shape.at("/properties").propertyNames());
            expected.remove("content");

            assertThat(shape.at("/example").propertyNames()).as(name).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void an_upload_takes_a_file_and_a_few_words_about_it() {
        var upload = api.at("/paths/~1api~1v1~1workspaces~1{workspace}~1environments~1{environment}~1evidence/post");

        assertThat(upload.at("/requestBody/content").propertyNames()).containsExactly("*/*");
        assertThat(upload.findValuesAsString("name"))
                .contains("format", "tenant", "confirm_target", "compose", "file_name", "Idempotency-Key")
                .doesNotContain("confirmTarget", "request");
        assertThat(upload.at("/responses").propertyNames()).contains("200", "201", "409", "413", "415", "422");
    }

    @Test
    void the_description_says_what_it_is_about_and_how_to_sign_in() {
        assertThat(api.at("/info/title").asString()).isEqualTo("Runtruth");
        assertThat(api.at("/info/description").asString()).isNotBlank();
        assertThat(api.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/components/securitySchemes/basic/description").asString())
                .contains("demo only");
        assertThat(api.at("/security/0").has("token")).isTrue();
    }

    private JsonNode shapes() {
        return api.at("/components/schemas");
    }

    private List<Described> described() {
        var calls = new ArrayList<Described>();
        for (var path : api.at("/paths").properties()) {
            for (var method : path.getValue().properties()) {
                calls.add(new Described(method.getKey() + " " + path.getKey(), method.getValue()));
            }
        }
        assertThat(calls).isNotEmpty();
        return calls;
    }

    private static String shapeOf(JsonNode answer) {
        return answer.findValuesAsString("$ref").stream()
                .findFirst()
                .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
                .orElse("");
    }

    private record Described(String name, JsonNode call) {

        JsonNode of(String part) {
            return call.path(part);
        }
    }
}

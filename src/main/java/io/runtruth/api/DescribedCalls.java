package io.runtruth.api;

import io.runtruth.api.shapes.ProblemJson;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the description says of every call alike: which problems it may end in, what stands in its address, and an
/// example of each shape.
@Component
class DescribedCalls implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";

    private static final Map<String, String> ANY_CALL = Map.of(
            "400", "The request was not understood",
            "401", "Sign-in needed",
            "403", "A member of the workspace without the capability",
            "404", "There is no such thing, or none that the caller may know of",
            "429", "Too many attempts with a wrong password, or too much to import at a time; `Retry-After`",
            "500", "A fault of the node; `reference` finds it in its log",
            "503", "The node cannot read what it keeps; `Retry-After` says when to try again",
            "507", "The node has no room left to keep it");

    private static final Map<String, String> IN_ADDRESSES = Map.ofEntries(
            Map.entry("workspace", "slug of a workspace"),
            Map.entry("environment", "slug of an environment"),
            Map.entry("run", "id of a run"),
            Map.entry("review", "id of a review"),
            Map.entry("section", "`whole`, or the word of a section: `drift`, `findings`, `operations_health` …"),
            Map.entry("snapshot", "id of a snapshot"),
            Map.entry("other", "id of the snapshot to compare with"),
            Map.entry("restore", "id of a restore"),
            Map.entry("control", "id of a control, of its tool and its id there"),
            Map.entry("waiver", "id of an accepted risk"),
            Map.entry("webhook", "id of a webhook"),
            Map.entry("delivery", "id of a delivery to a webhook"),
            Map.entry("target", "id of a target that the environment is known by"),
            Map.entry("member", "id of a member’s account"),
            Map.entry("invitation", "id of an invitation"),
            Map.entry("session", "id of a session"),
            Map.entry("question", "id of a question"),
            Map.entry("link", "id of a share link"),
            Map.entry("view", "id of a saved view"),
            Map.entry("token", "id of a token"),
            Map.entry("account", "id of an account"),
            Map.entry(
                    "Idempotency-Key",
                    "the caller's own id of this request, 1 to 200 characters: sent again, it gets the same answer"));

    private final JsonMapper json;

    DescribedCalls(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI api) {
        ModelConverters.getInstance(true).readAll(ProblemJson.class).forEach(api.getComponents()::addSchemas);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(DescribedCalls::describe);
        api.getComponents().getSchemas().values().forEach(DescribedCalls::inLowerCase);
        examples().forEach(shape -> example(api, shape));
    }

    private static void describe(Operation call) {
        new TreeMap<>(ANY_CALL)
                .forEach((status, meaning) ->
                        call.getResponses().addApiResponse(status, new ApiResponse().description(meaning)));
        call.getResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.setContent(problem());
            }
        });
        if (call.getParameters() != null) {
            call.getParameters().stream()
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(parameter -> parameter.setDescription(IN_ADDRESSES.get(parameter.getName())));
        }
    }

    private static Content problem() {
        return new Content()
                .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(new Schema<>().$ref(PROBLEM)));
    }

    /// Words are written in lower case, whatever the constants of the code.
    private static void inLowerCase(Schema<?> shape) {
        if (shape.getProperties() != null) {
            shape.getProperties().values().forEach(DescribedCalls::lowerCase);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void lowerCase(Schema property) {
        if (property.getEnum() != null) {
            property.setEnum(((List<Object>) property.getEnum())
                    .stream()
                            .map(word -> word.toString().toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    private List<Map.Entry<String, JsonNode>> examples() {
        try (var file = new ClassPathResource("examples.json", DescribedCalls.class).getInputStream()) {
            return List.copyOf(json.readTree(file).properties());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void example(OpenAPI api, Map.Entry<String, JsonNode> shape) {
        var described = api.getComponents().getSchemas().get(shape.getKey());
        if (described == null) {
            throw new IllegalStateException("an example of " + shape.getKey() + ", which no call answers with");
        }
        described.setExample(json.treeToValue(shape.getValue(), Map.class));
    }
}

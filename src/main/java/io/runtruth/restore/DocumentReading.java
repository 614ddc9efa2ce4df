package io.runtruth.restore;

import io.runtruth.shared.CanonicalJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads documents. What a document means is compared by a canonical form of it (contract 7): neither the order of
/// names, nor spaces, nor how a number is written count, and a text is never a number. Its bytes are kept apart.
final class DocumentReading {

    /// Of one document.
    static final int MOST_BYTES = 4 << 20;

    static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(MOST_BYTES)
                            .maxNumberLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private DocumentReading() {}

    /// Empty where it is no JSON: not well formed, nested deeper than 100, a name twice in one object.
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            var read = JSON.readTree(bytes);
            return read == null || read.isMissingNode() ? Optional.empty() : Optional.of(read);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// `sha256:…` of what the bytes say; empty as [#read].
    static Optional<String> meaning(byte[] bytes) {
        try {
            return read(bytes)
                    .map(DocumentReading::typed)
                    .map(CanonicalJson::bytes)
                    .map(ContentDigest::of);
        } catch (IllegalArgumentException _) {
            // half a character
            return Optional.empty();
        }
    }

    /// Texts and numbers are marked as what they are: the canonical form knows no fractions.
    private static @Nullable Object typed(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                node.properties().forEach(it -> object.put(it.getKey(), typed(it.getValue())));
                yield object;
            }
            case ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>(node.size());
                node.forEach(it -> array.add(typed(it)));
                yield array;
            }
            case STRING -> "s" + node.stringValue();
            case NUMBER -> "n" + number(node.decimalValue());
            case BOOLEAN -> node.booleanValue();
            case NULL -> null;
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON");
        };
    }

    private static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
}

package io.runtruth.reviews;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.shared.CanonicalJson;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON form of a [ReviewContent]. The mapper only turns records into maps and back; the bytes are
/// [CanonicalJson]'s. It is strict: content that it does not know whole is not half read.
final class ReviewContentJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ReviewContentJson() {}

    static byte[] write(ReviewContent content) {
        var written = map(content.withFindings(null));
        var findings = content.findings();
        if (findings != null) {
            written.put("findings", written(findings));
        }
        return CanonicalJson.bytes(written);
    }

    private static Map<String, Object> written(Findings findings) {
        var written = map(findings.withoutLists());
        written.put("controls", new OneByOne(findings.controls()));
        written.put("texts", new OneByOne(findings.texts()));
        return written;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return MAPPER.convertValue(value, Map.class);
    }

    /// Each as a map only while it is written: the long lists are never there twice.
    private static final class OneByOne extends AbstractList<Object> {

        private final List<?> values;

        OneByOne(List<?> values) {
            this.values = values;
        }

        @Override
        public Object get(int index) {
            return map(values.get(index));
        }

        @Override
        public int size() {
            return values.size();
        }
    }

    static ReviewContent read(byte[] json) {
        try {
            var stored = MAPPER.readTree(json);
            if (!stored.isObject()) {
                throw new IllegalArgumentException("not the content of a review: " + stored.getNodeType());
            }
            return MAPPER.treeToValue(ReviewContentUpgrade.of((ObjectNode) stored), ReviewContent.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the content of a review", e);
        }
    }
}

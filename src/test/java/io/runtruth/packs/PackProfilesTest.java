package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Regressions for T035: what each profile tells, and what it keeps to those who review.
class PackProfilesTest {

    private static final String ACCOUNT = "123456789012";
    private static final String TENANT = "8f9d2c6a-3c1e-4b7f-9a55-0c6f3f6f1c11";
    private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":role/Administrator";

    /// The fixture with ids in every place that may hold some.
    private static ReviewContent content() {
        var stored = JsonMapper.shared().readTree(SomePacks.content().canonicalBytes());
        stored.findParents("target").forEach(it -> ((ObjectNode) it.get("target")).put("id", TENANT));
        stored.findParents("resource").forEach(it -> ((ObjectNode) it).put("resource", ARN));
        stored.findParents("text")
                .forEach(it -> ((ObjectNode) it).put("text", ARN + " in " + TENANT + " of " + ACCOUNT + ": "));
        return ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(names = {"CUSTOMER", "EXECUTIVE"})
    void a_pack_for_others_names_no_account_no_resource_by_id_and_nobody(PackProfile profile) throws IOException {
        for (var format : PackFormat.values()) {
            for (var text : texts(profile, format)) {
                assertThat(text)
                        .as("%s %s", profile, format)
                        .doesNotContain(ACCOUNT, TENANT, "arn:aws", SomePacks.PUBLISHER, "Robin", "Olga")
                        .doesNotContain(SomePacks.review().id().toString());
            }
        }
        assertThat(texts(PackProfile.CUSTOMER, PackFormat.HTML).getFirst()).contains("Administrator");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTML", "PDF", "DOCX"})
    void what_suppressed_means_is_said_where_the_other_results_are_explained(PackFormat format) throws IOException {
        assertThat(texts(PackProfile.TECHNICAL, format).getFirst().replaceAll("\\s", ""))
                .contains("Awaiverinthetoolitselfhidesthecheck.");
    }

    @Tag("I12")
    @ParameterizedTest
    @EnumSource(names = {"CUSTOMER", "EXECUTIVE"})
    void a_pack_for_others_tells_nothing_that_people_noted_in_a_tool_or_wrote_of_the_target(PackProfile profile)
            throws IOException {
        var stored = JsonMapper.shared().readTree(SomePacks.content().canonicalBytes());
        stored.findParents("format").forEach(it -> ((ObjectNode) it).put("format", "oscal"));
        stored.findParents("text").forEach(it -> ((ObjectNode) it).put("text", "Jane has no second factor"));
        stored.findParents("title").forEach(it -> ((ObjectNode) it).put("title", "Jane has no second factor"));
        stored.findParents("reason").stream()
                .filter(it -> it.get("reason").asString().equals("Planned"))
                .forEach(it -> ((ObjectNode) it).put("reason", "Jane is on leave"));
        var content = ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8));

        for (var format : PackFormat.values()) {
            for (var text : texts(content, profile, format)) {
                assertThat(text).as("%s %s", profile, format).doesNotContain("Jane");
            }
        }
        assertThat(texts(content, PackProfile.TECHNICAL, PackFormat.HTML).getFirst())
                .contains("Jane is on leave", "Jane has no second factor");
        assertThat(texts(content, profile, PackFormat.HTML).getFirst())
                .contains("Not told here", "MS.AAD.1.1v1")
                .doesNotContain("None given");
    }

    @ParameterizedTest
    @EnumSource
    void every_pack_says_what_is_accepted_why_and_until_when(PackProfile profile) throws IOException {
        for (var format : PackFormat.values()) {
            assertThat(texts(profile, format))
                    .as("%s %s", profile, format)
                    .anySatisfy(text -> assertThat(text.replaceAll("\\s", ""))
                            .contains("Replacedinspring")
                            .containsPattern("2027-01-31|31Jan(uary)?2027|31\\.Jan|Jan31,2027"));
        }
    }

    @Test
    void who_accepted_it_and_who_answers_for_it_stands_in_the_technical_pack() throws IOException {
        for (var format :
                List.of(PackFormat.HTML, PackFormat.DOCX, PackFormat.JSON, PackFormat.CSV, PackFormat.OSCAL)) {
            assertThat(texts(PackProfile.TECHNICAL, format).getFirst())
                    .as("%s", format)
                    .contains("Robin Reviewer", "Olga Owner");
        }
    }

    @Test
    void the_technical_pack_names_them() throws IOException {
        for (var format : List.of(PackFormat.HTML, PackFormat.DOCX, PackFormat.JSON, PackFormat.PDF)) {
            assertThat(texts(PackProfile.TECHNICAL, format).getFirst())
                    .contains(ACCOUNT, SomePacks.PUBLISHER.replace(" ", format == PackFormat.PDF ? "" : " "));
        }
    }

    @ParameterizedTest
    @EnumSource
    void json_fits_its_description(PackProfile profile) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(PackStyle.read("review-pack.schema.json"), InputFormat.JSON);
        for (var language : Language.values()) {
            var json = SomePacks.bytes(content(), new PackOrder(profile, PackFormat.JSON, language));

            assertThat(schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON))
                    .isEmpty();
            assertThat(JsonMapper.shared().readTree(json).at("/schema_version").asInt())
                    .isEqualTo(JsonPack.SCHEMA_VERSION);
        }
    }

    /// NIST's own schema is not in this repository: it is taken from where a property says it is.
    @ParameterizedTest
    @EnumSource
    void oscal_fits_the_schema_of_nist(PackProfile profile) throws IOException {
        var place = System.getProperty("runtruth.oscal.schema");
        assumeTrue(place != null, "no schema of OSCAL assessment results");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(Path.of(place)), InputFormat.JSON);
        for (var content : List.of(content(), SomePacks.content())) {
            var json = SomePacks.bytes(content, new PackOrder(profile, PackFormat.OSCAL, Language.ENGLISH));

            assertThat(schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON))
                    .isEmpty();
        }
    }

    private static List<String> texts(PackProfile profile, PackFormat format) throws IOException {
        return texts(content(), profile, format);
    }

    private static List<String> texts(ReviewContent content, PackProfile profile, PackFormat format)
            throws IOException {
        var bytes = SomePacks.bytes(content, new PackOrder(profile, format, Language.ENGLISH));
        if (format == PackFormat.ZIP) {
            return PackForms.unpacked(bytes).entrySet().stream()
                    .filter(it -> !it.getKey().matches(".*\\.pdf"))
                    .map(it -> new String(it.getValue(), StandardCharsets.UTF_8))
                    .toList();
        }
        if (format == PackFormat.DOCX) {
            return List.of(PackForms.words(bytes), new String(bytes, StandardCharsets.UTF_8));
        }
        if (format == PackFormat.PDF) {
            try (var pdf = Loader.loadPDF(bytes)) {
                return Stream.of(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
                        .toList();
            }
        }
        return List.of(new String(bytes, StandardCharsets.UTF_8));
    }
}

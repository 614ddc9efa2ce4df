package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What those are told who read what is published only (contract 8, published).
class ContentForCustomersTest {

    private static final String ACCOUNT = "123456789012";
    private static final String TENANT = "8f9d2c6a-3c1e-4b7f-9a55-0c6f3f6f1c11";
    private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":role/Administrator";
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static Stream<ReviewContent> kept() throws IOException {
        var all = Stream.<ReviewContent>builder();
        for (var version : List.of(1, 2, 3, 4)) {
            try (var in = ReviewContent.class.getResourceAsStream("review-content-" + version + ".json")) {
                all.add(ReviewContent.parse(in.readAllBytes()));
            }
        }
        return all.build();
    }

    /// With ids in every place that may hold some.
    private static ReviewContent withIds(ReviewContent content) {
        var stored = JsonMapper.shared().readTree(content.canonicalBytes());
        stored.findParents("target").forEach(it -> ((ObjectNode) it.get("target")).put("id", TENANT));
        stored.findParents("resource").forEach(it -> ((ObjectNode) it).put("resource", ARN));
        stored.findParents("text")
                .forEach(it -> ((ObjectNode) it).put("text", ARN + " in " + TENANT + " of " + ACCOUNT + ": "));
        return ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Tag("I12")
    @ParameterizedTest
    @MethodSource("kept")
    void nothing_internal_is_anywhere_in_it(ReviewContent content) {
        var whole = withIds(content);

        var told = JsonMapper.shared().readTree(ContentForCustomers.of(whole).canonicalBytes());

        assertThat(UUIDS.matcher(told.toString()).results().map(it -> it.group()))
                .allMatch(id -> id.startsWith("00000000-0000-0000-0000-"));
        assertThat(told.toString()).doesNotContain(ACCOUNT, "arn:", "sha256:");
        for (var name : List.of("file", "confirmed_by", "operations_health", "detail")) {
            assertThat(told.findValues(name)).as(name).isEmpty();
        }
        whole.provenance()
                .snapshots()
                .forEach(it -> assertThat(told.toString())
                        .doesNotContain(it.source().file().name()));
    }

    @Tag("I12")
    @Test
    void what_a_tool_wrote_of_the_target_names_people_and_goes_and_its_catalogue_stays() throws IOException {
        var whole = new String(kept().toList().getLast().canonicalBytes(), StandardCharsets.UTF_8);
        var content = ReviewContent.parse(whole.getBytes(StandardCharsets.UTF_8));
        var found = content.findings().controls().stream()
                .flatMap(it -> it.found().stream())
                .flatMap(it -> content.findings().text(it.detail()).stream())
                .toList();
        var remedies = content.findings().controls().stream()
                .flatMap(it -> content.findings().text(it.remedy()).stream())
                .toList();

        var told = ContentForCustomers.of(content).findings();

        assertThat(found).isNotEmpty();
        assertThat(told.texts()).doesNotContainAnyElementsOf(found).containsAll(remedies);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void its_parts_name_each_other_as_before(ReviewContent content) {
        var told = ContentForCustomers.of(content);

        var places = told.provenance().snapshots().stream()
                .map(it -> it.source().snapshotId())
                .toList();
        assertThat(places).doesNotHaveDuplicates();
        if (told.controlPosture() != null) {
            for (var place = 0; place < content.controlPosture().snapshots().size(); place++) {
                var before = content.controlPosture().snapshots().get(place).snapshotId();
                var source = content.provenance().snapshots().stream()
                        .map(it -> it.source().snapshotId())
                        .toList()
                        .indexOf(before);
                assertThat(told.controlPosture().snapshots().get(place).snapshotId())
                        .isEqualTo(places.get(source));
            }
            assertThat(told.topRisks().risks()).allMatch(it -> places.contains(it.snapshotId()));
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void it_counts_the_same(ReviewContent whole) {
        var told = ContentForCustomers.of(whole);

        assertThat(told.executiveSummary()).isEqualTo(whole.executiveSummary());
        assertThat(counts(told)).isEqualTo(counts(whole));
        if (whole.findings() != null) {
            assertThat(told.findings().counts()).isEqualTo(whole.findings().counts());
            assertThat(told.findings().controls())
                    .hasSameSizeAs(whole.findings().controls());
        }
        if (whole.topRisks() != null) {
            assertThat(told.topRisks().risks()).hasSameSizeAs(whole.topRisks().risks());
        }
    }

    private static List<JsonNode> counts(ReviewContent content) {
        return JsonMapper.shared().readTree(content.canonicalBytes()).findValues("areas");
    }

    @ParameterizedTest
    @MethodSource("kept")
    void told_again_it_is_the_same(ReviewContent whole) {
        var told = ContentForCustomers.of(withIds(whole));

        assertThat(ContentForCustomers.of(told)).isEqualTo(told);
        assertThat(ReviewContent.parse(told.canonicalBytes())).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::my-bucket, my-bucket",
        "arn:aws:iam::123456789012:root, root",
        "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc, i-0abc",
        "/subscriptions/8f9d2c6a-3c1e-4b7f-9a55-0c6f3f6f1c11/resourceGroups/rg/providers/x/storageAccounts/store, store",
        "//storage.googleapis.com/bucket-1, bucket-1",
        "projects/my-project/serviceAccounts/robot, robot",
        "8f9d2c6a-3c1e-4b7f-9a55-0c6f3f6f1c11, [id]",
        "account 123456789012 has no log, account [id] has no log",
        "1234567890123 is longer, 1234567890123 is longer",
        "Contoso tenant, Contoso tenant",
        "my tenant ABCDEF is known, my tenant [id] is known",
    })
    void an_id_goes_and_a_name_stays(String text, String shown) {
        assertThat(new WithoutIds(List.of("abcdef")).text(text)).isEqualTo(shown);
    }
}

package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.EvidenceSnapshot.StoredFile;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.reviews.ReviewDrift.Comparison;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.shared.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What those are told who read what is published only (contract 8, published).
class ContentForCustomersTest {

    private static final String ACCOUNT = "123456789012";
    private static final String TENANT = "8f9d2c6a-3c1e-4b7f-9a55-0c6f3f6f1c11";
    private static final String RULE = "050ac097-3dda-4d24-ab6d-82568e7a50cf";
    private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":role/Administrator";
    private static final String FOUND = "Jane Doe keeps the password in a shared mailbox";
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static Stream<ReviewContent> kept() throws IOException {
        var all = Stream.<ReviewContent>builder();
        for (var version : List.of(1, 2, 3, 4, 5)) {
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
        for (var name : List.of("control_id", "base_id", "control", "title", "area", "section", "product", "tool")) {
            stored.findParents(name).forEach(it -> prefix((ObjectNode) it, name));
        }
        for (var name : List.of("raw_result", "raw_severity", "impact", "effort", "licence", "framework")) {
            stored.findParents(name).forEach(it -> ((ObjectNode) it).put(name, "Account " + ACCOUNT));
        }
        return ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void prefix(ObjectNode of, String name) {
        if (of.get(name).isString()) {
            of.put(name, ARN + " " + of.get(name).asString());
        }
    }

    /// As another tool's file would have it: all is of one.
    private static ReviewContent of(ReviewContent content, String format, String tool) {
        var stored = JsonMapper.shared().readTree(content.canonicalBytes());
        stored.findParents("tool").forEach(it -> ((ObjectNode) it).put("tool", tool));
        stored.findParents("format").forEach(it -> ((ObjectNode) it).put("format", format));
        return ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ReviewContent newest() throws IOException {
        return kept().toList().getLast();
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

    @Tag("I12")
    @ParameterizedTest
    @CsvSource({
        "scubagear, ScubaGear, true, true, true",
        "maester, Maester, true, true, true",
        "zero_trust_assessment, Microsoft Zero Trust Assessment, true, true, true",
        "xccdf, OpenSCAP, true, true, true",
        "ocsf, Prowler, true, true, true",
        "ocsf, Some Scanner, false, false, false",
        "sarif, CodeQL, true, true, false",
        "oscal, OSCAL assessment-results, false, false, false",
        "hdf, InSpec, true, true, true",
        "hdf, Checkov (Heimdall Tools), false, false, false",
        "asff, 'Security Hub, Prowler', true, true, true",
        "asff, 'Security Hub, Some Product', false, false, false",
        "of_tomorrow, Prowler, false, false, false",
    })
    void of_a_tools_texts_those_of_a_catalogue_are_told(
            String format, String tool, boolean title, boolean rationale, boolean remedy) throws IOException {
        var content = of(newest(), format, tool);
        var whole = content.findings().controls().getFirst();

        var told = ContentForCustomers.of(content);

        var finding = told.findings().controls().getFirst();
        assertThat(finding.controlId()).isEqualTo(whole.controlId());
        assertThat(finding.title()).isEqualTo(title ? whole.title() : whole.controlId());
        assertThat(told.topRisks().risks().getFirst().title()).isEqualTo(finding.title());
        var suppressed = told.acceptedSuppressed().listed().getFirst();
        assertThat(suppressed.title().equals(suppressed.controlId())).isEqualTo(!title);
        assertThat(whole.rationale()).isNotNull();
        assertThat(whole.remedy()).isNotNull();
        assertThat(finding.rationale() != null).isEqualTo(rationale);
        assertThat(finding.remedy() != null).isEqualTo(remedy);
        assertThat(told.findings().texts()).hasSize((rationale ? 1 : 0) + (remedy ? 1 : 0));
    }

    @Tag("I12")
    @ParameterizedTest
    @CsvSource({"sarif, CodeQL", "oscal, OSCAL assessment-results", "ocsf, Some Scanner"})
    void what_was_found_and_stands_for_a_missing_id_is_told_nowhere(String format, String tool) throws IOException {
        for (var found : List.of(FOUND, (FOUND + " ").repeat(10).strip())) {
            var stored = JsonMapper.shared().readTree(of(newest(), format, tool).canonicalBytes());
            var id = found.length() <= 300 ? found : found.substring(0, 299) + "…";
            stored.findParents("title").forEach(it -> ((ObjectNode) it).put("title", found));
            for (var name : List.of("control_id", "base_id", "control")) {
                stored.findParents(name).stream()
                        .filter(it -> it.get(name).isString())
                        .forEach(it -> ((ObjectNode) it).put(name, id));
            }
            var content = ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8));

            var told = ContentForCustomers.of(content);

            assertThat(new String(told.canonicalBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("Jane");
            assertThat(told.findings().controls().getFirst().controlId()).isEqualTo(ToldNames.NAMELESS);
            assertThat(told.acceptedSuppressed().accepted().getFirst().risk().control())
                    .isEqualTo(ToldNames.NAMELESS);
        }
    }

    @Test
    void an_id_without_a_title_is_told_and_so_is_the_risk_that_is_accepted_of_it() throws IOException {
        var stored = JsonMapper.shared().readTree(of(newest(), "sarif", "Gosec").canonicalBytes());
        for (var name : List.of("title", "control_id", "base_id", "control")) {
            stored.findParents(name).stream()
                    .filter(it -> it.get(name).isString())
                    .forEach(it -> ((ObjectNode) it).put(name, "G101"));
        }

        var told = ContentForCustomers.of(ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(told.findings().controls().getFirst().title()).isEqualTo("G101");
        assertThat(told.acceptedSuppressed().accepted().getFirst().risk().control())
                .isEqualTo("G101");
    }

    @Test
    void an_accepted_risk_names_a_control_of_several_words_as_its_finding_does() throws IOException {
        var stored = JsonMapper.shared()
                .readTree(of(newest(), "hdf", "Checkov (Heimdall Tools)").canonicalBytes());
        stored.findParents("control_id").forEach(it -> ((ObjectNode) it).put("control_id", "CKV_1 bucket.example"));
        stored.findParents("control").stream()
                .filter(it -> it.get("control").isString())
                .forEach(it -> ((ObjectNode) it).put("control", "CKV_1 bucket.example"));

        var told = ContentForCustomers.of(ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(told.findings().controls().getFirst().controlId()).isEqualTo("CKV_1 bucket.example");
        assertThat(told.acceptedSuppressed().accepted().getFirst().risk().control())
                .isEqualTo("CKV_1 bucket.example");
    }

    @Tag("I12")
    @ParameterizedTest
    @MethodSource("kept")
    void what_people_noted_in_the_tools_own_waiver_is_not_told_but_until_when_it_holds(ReviewContent whole) {
        var told = ContentForCustomers.of(whole);

        assertThat(new String(whole.canonicalBytes(), StandardCharsets.UTF_8)).contains("\"reason\":\"Planned\"");
        assertThat(new String(told.canonicalBytes(), StandardCharsets.UTF_8)).doesNotContain("Planned");
        assertThat(told.acceptedSuppressed().listed().getFirst().until()).isEqualTo("2027-01-31");
        if (told.findings() != null) {
            assertThat(told.findings().controls().getLast().suppression().until())
                    .isEqualTo("2027-01-31");
        }
    }

    /// As the Zero Trust Assessment calls some of its tests.
    @Tag("I12")
    @ParameterizedTest
    @CsvSource({
        "zero_trust_assessment, Microsoft Zero Trust Assessment, " + RULE + ", true",
        "zero_trust_assessment, Microsoft Zero Trust Assessment, 100000000001, true",
        "zero_trust_assessment, Microsoft Zero Trust Assessment, " + TENANT + ", false",
        "zero_trust_assessment, Microsoft Zero Trust Assessment, 8F9D2C6A-3C1E-4B7F-9A55-0C6F3F6F1C11, false",
        "ocsf, Prowler, " + RULE + ", true",
        "ocsf, Some Scanner, " + RULE + ", false",
        "sarif, CodeQL, " + RULE + ", true",
        "oscal, OSCAL assessment-results, " + RULE + ", false",
        "hdf, Checkov (Heimdall Tools), 100000000001, false",
    })
    void what_a_catalogue_calls_its_own_stays_and_the_id_of_a_target_goes(
            String format, String tool, String id, boolean stays) throws IOException {
        var stored = JsonMapper.shared().readTree(of(newest(), format, tool).canonicalBytes());
        stored.findParents("target").forEach(it -> ((ObjectNode) it.get("target")).put("id", TENANT));
        stored.findParents("framework").forEach(it -> ((ObjectNode) it).put("id", id));
        for (var name : List.of("control_id", "base_id", "control")) {
            stored.findParents(name).stream()
                    .filter(it -> it.get(name).isString())
                    .forEach(it -> ((ObjectNode) it).put(name, id));
        }

        var told = ContentForCustomers.of(ReviewContent.parse(stored.toString().getBytes(StandardCharsets.UTF_8)));

        var shown = stays ? id : WithoutIds.MARK;
        assertThat(told.findings().controls()).allSatisfy(it -> {
            assertThat(it.controlId()).isEqualTo(shown);
            assertThat(it.baseId()).isIn(shown, null);
        });
        assertThat(told.findings().controls().stream().flatMap(it -> it.references().stream()))
                .isNotEmpty()
                .allMatch(it -> it.id().equals(shown));
        assertThat(told.topRisks().risks()).allMatch(it -> it.controlId().equals(shown));
        assertThat(told.acceptedSuppressed().listed())
                .allMatch(it -> it.controlId().equals(shown));
        assertThat(told.acceptedSuppressed().accepted())
                .allMatch(it -> it.risk().control().equals(shown));
        assertThat(ContentForCustomers.of(told)).isEqualTo(told);
    }

    @Tag("I12")
    @ParameterizedTest
    @ValueSource(strings = {"rule " + RULE, ARN, "/providers/x/" + RULE, RULE + " " + TENANT, "1.123456789012"})
    void what_only_holds_an_id_is_as_any_other_text(String id) {
        var masked = new WithoutIds(List.of("abcdef"));

        assertThat(masked.ofCatalogue(id)).isEqualTo(masked.text(id));
    }

    @Tag("I12")
    @ParameterizedTest
    @CsvSource({
        "SCUBAGEAR, C.1, Control one, C.1, Control one",
        "SCUBAGEAR, arn:aws:x::123456789012:rule/9, On 123456789012, 9, On [id]",
        "ZERO_TRUST_ASSESSMENT, " + RULE + ", Control one, " + RULE + ", Control one",
        "ZERO_TRUST_ASSESSMENT, " + RULE + ", " + RULE + ", " + RULE + ", " + RULE,
        "SARIF, " + RULE + ", " + RULE + ", [id], [id]",
        "OSCAL, ac-2, Jane has no second factor, ac-2, ac-2",
        "SARIF, Jane has it, Jane has it, ?, ?",
        ", C.1, Control one, C.1, C.1",
    })
    void a_change_is_told_by_the_same_names(
            @Nullable EvidenceFormat format, String control, String title, String toldControl, String toldTitle) {
        var changed = new ChangedCheck(control, title, "pass", "fail", Severity.HIGH, "resource");
        var source = new SourceDrift(
                "Tool",
                null,
                Comparison.COMPARED,
                null,
                null,
                Map.of(ChangeKind.NEWLY_FAILING, new Changed(1, List.of(changed))),
                0);
        var drift = new ReviewDrift(new Baseline(null, 1, Instant.EPOCH), List.of(source));

        var told = ContentForCustomers.of(drift, format == null ? List.of() : List.of(evidence(format)), false);

        assertThat(told.sources().getFirst().of(ChangeKind.NEWLY_FAILING).first())
                .containsExactly(new ChangedCheck(toldControl, toldTitle, "pass", "fail", Severity.HIGH, null));
    }

    private static EvidenceSnapshot evidence(EvidenceFormat format) {
        var facts = new FileFacts(
                format, "Tool", null, null, null, "", null, 1, Map.of(), Map.of(), 0, "", List.of(), Map.of(),
                List.of());
        return new EvidenceSnapshot(
                new UUID(0, 1),
                new Scope(new UUID(0, 2), new UUID(0, 3)),
                new StoredFile("file", 1, ""),
                facts,
                Instant.EPOCH,
                false,
                Instant.EPOCH,
                "Somebody",
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://docs.github.com/en/organizations/managing-organization-settings/x",
                "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_x.html",
                "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket",
                "http://example.org/?next=/projects/one/two&from=/subscriptions/three",
            })
    void the_address_of_a_page_stays(String url) {
        var masked = new WithoutIds(List.of("abcdef"));

        assertThat(masked.address(url)).isEqualTo(url);
        assertThat(masked.text("See (" + url + ").")).isEqualTo("See (" + url + ").");
    }

    @Tag("I12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.azure.com/#view/x/subscriptions/8f9d2c6a-3c1e-4b7f-9a55-0c6f3f6f1c11/resourceGroups/rg",
                "https://console.aws.amazon.com/iam/home?arn=arn:aws:iam::aws:policy/Admin",
                "https://123456789012.signin.aws.amazon.com/console",
                "https://cloudresourcemanager.googleapis.com/v1/projects/my-project",
                "https://console.cloud.google.com/home?project=ABCDEF",
                "javascript:alert(1)",
            })
    void an_address_that_tells_an_id_goes(String url) {
        assertThat(new WithoutIds(List.of("abcdef")).address(url)).isNull();
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
        "at /projects/my-project/serviceAccounts/robot, at robot",
        "https://storage.googleapis.com/bucket-1, bucket-1",
        "compute.googleapis.com/projects/my-project/zones/z/disks/disk-1, disk-1",
        "docs.github.com/en/organizations/managing/x, docs.github.com/en/organizations/managing/x",
        "https://x.org/arn:aws:iam::123456789012:role/Admin, https://x.org/Admin",
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

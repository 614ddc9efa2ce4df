package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.node.demo.DemoFiles;
import io.runtruth.packs.ComposedReviews.Composed;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.texts.Language;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Regressions for T035: who downloads what, and what is kept of it.
class PackServiceDbTest extends DatabaseTest {

    private final ComposedReviews reviews;
    private final TestWorkspaces some;
    private final PackService packs;
    private final JdbcClient jdbc;

    private Composed composed;
    private Actor.Person customer;

    PackServiceDbTest(ComposedReviews reviews, TestWorkspaces some, PackService packs, JdbcClient jdbc) {
        this.reviews = reviews;
        this.some = some;
        this.packs = packs;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void compose() {
        composed = reviews.of("results.json", DemoFiles.newerContoso());
        customer = some.person(composed.scope.workspaceId(), Role.CUSTOMER);
    }

    @Test
    @Tag("I12")
    void a_customer_has_what_is_published_as_the_customer_and_the_executive_pack_and_nothing_else() {
        assertThatThrownBy(() -> pack(PackProfile.CUSTOMER)).isInstanceOf(Problem.NotFound.class);
        composed.published();

        assertThat(pack(PackProfile.CUSTOMER)).isNotEmpty();
        assertThat(pack(PackProfile.EXECUTIVE)).isNotEmpty();
        assertThatThrownBy(() -> pack(PackProfile.TECHNICAL)).isInstanceOf(Problem.Forbidden.class);
        assertThat(packs.profiles(customer, composed.scope.workspaceId()))
                .containsExactly(PackProfile.EXECUTIVE, PackProfile.CUSTOMER);
        assertThat(packs.profiles(composed.owner, composed.scope.workspaceId())).contains(PackProfile.TECHNICAL);
    }

    private byte[] pack(PackProfile profile) {
        return composed.pack(customer, new PackOrder(profile, PackFormat.JSON, Language.ENGLISH));
    }

    @Test
    void what_was_downloaded_is_in_the_audit_trail_with_its_digest() {
        composed.published();

        var bytes = pack(PackProfile.CUSTOMER);

        assertThat(jdbc.sql("""
                        select actor_name, details ->> 'profile' as profile, details ->> 'format' as format,
                            details ->> 'digest' as digest
                        from audit_entry
                        where action = 'review.pack_downloaded'
                        and subject_id = ?
                        """).param(composed.review.toString()).query().listOfRows())
                .containsExactly(Map.of(
                        "actor_name",
                        customer.name(),
                        "profile",
                        "customer",
                        "format",
                        "json",
                        "digest",
                        "sha256:" + Sha256.hex(bytes)));
    }

    @Test
    void a_review_downloaded_again_is_the_same_bytes() {
        composed.published();

        assertThat(composed.pack(PackProfile.TECHNICAL, PackFormat.ZIP))
                .isEqualTo(composed.pack(PackProfile.TECHNICAL, PackFormat.ZIP));
    }

    @Test
    void a_pack_tells_when_the_review_was_composed_and_published_and_by_whom_also_once_it_is_superseded() {
        composed.published();
        var before = new String(composed.pack(PackProfile.TECHNICAL, PackFormat.JSON), StandardCharsets.UTF_8);

        jdbc.sql("update environment_review set status = 'superseded', status_at = now() where id = ?")
                .param(composed.review)
                .update();

        assertThat(before).contains("\"published_by\":\"" + composed.owner.name() + "\"", "\"published_at\":\"");
        assertThat(new String(composed.pack(PackProfile.TECHNICAL, PackFormat.JSON), StandardCharsets.UTF_8))
                .isEqualTo(before.replace("\"status\":\"published\"", "\"status\":\"superseded\""));
    }

    @Test
    void a_review_without_a_document_has_no_pack() {
        jdbc.sql("update environment_review set status = 'failed', content = null where id = ?")
                .param(composed.review)
                .update();

        assertThatThrownBy(() -> composed.pack(PackProfile.EXECUTIVE, PackFormat.HTML))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("pack.not_composed"));
    }

    @Test
    void two_are_written_at_a_time_and_whoever_has_waited_in_vain_is_told_so() {
        var places = new PackPlaces(2, Duration.ZERO);

        try (var _ = places.enter(composed.owner)) {
            try (var _ = places.enter(customer)) {
                assertThatThrownBy(() -> places.enter(customer))
                        .isInstanceOfSatisfying(
                                Problem.TooMuch.class,
                                it -> assertThat(it.code()).isEqualTo("pack.at_once"));
            }
            places.enter(customer).close();
        }
    }
}

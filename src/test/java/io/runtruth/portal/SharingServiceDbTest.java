package io.runtruth.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Links by which somebody without an account reads a publication (contract 8, published).
class SharingServiceDbTest extends DatabaseTest {

    private static final String PASSPHRASE = "told on the telephone";

    private final PublishedSomewhere somewhere;
    private final TestWorkspaces some;
    private final SharingService sharing;
    private final ShareLinkService service;
    private final ShareLinkQueries links;
    private final JdbcClient jdbc;
    private final Instant now;

    private Scope scope;
    private UUID workspace;
    private Actor.Person reviewer;
    private UUID review;

    SharingServiceDbTest(
            PublishedSomewhere somewhere,
            TestWorkspaces some,
            SharingService sharing,
            ShareLinkService service,
            ShareLinkQueries links,
            JdbcClient jdbc,
            Clock clock) {
        this.somewhere = somewhere;
        this.some = some;
        this.sharing = sharing;
        this.service = service;
        this.links = links;
        this.jdbc = jdbc;
        this.now = clock.instant();
    }

    @BeforeEach
    void publish() {
        scope = some.environment(some.workspace());
        workspace = scope.workspaceId();
        reviewer = some.person(workspace, Role.REVIEWER);
        review = somewhere.published(scope);
    }

    private String shared(String passphrase) {
        return sharing.share(reviewer, workspace, review, asked("Board", Duration.ofDays(7), passphrase))
                .secret();
    }

    private NewShareLink asked(String forWhom, Duration open, String passphrase) {
        return new NewShareLink(forWhom, now.plus(open), passphrase);
    }

    private ShareLink only() {
        return links.of(reviewer, workspace, review).getFirst();
    }

    private String refused(Runnable act) {
        try {
            act.run();
            return "nothing";
        } catch (Problem problem) {
            return problem.code();
        }
    }

    @Test
    void whoever_has_the_link_is_told_what_was_shared_and_each_opening_is_counted() {
        var secret = shared(null);

        var behind = sharing.behind(secret).orElseThrow();
        assertThat(behind.state()).isEqualTo(ShareLinkState.OPEN);
        assertThat(behind.subject().number()).isEqualTo(1);
        assertThat(behind.subject().isSuperseded()).isFalse();
        assertThat(only().openings()).as("looking is not opening").isZero();

        assertThat(sharing.open(secret, null).id()).isEqualTo(review);
        sharing.open(secret, null);

        assertThat(only().openings()).isEqualTo(2);
        assertThat(only().openedAt()).isNotNull();
        assertThat(opened()).hasSize(2).allSatisfy(it -> assertThat(it).containsEntry("actor_name", "share link"));
    }

    private List<Map<String, Object>> opened() {
        return jdbc.sql("""
                select actor_name, subject_id
                from audit_entry
                where workspace_id = ?
                and action = 'review.share_opened'
                """).param(workspace).query().listOfRows();
    }

    @Test
    void neither_the_secret_nor_the_passphrase_is_kept() {
        var secret = shared(PASSPHRASE);

        var kept =
                jdbc.sql("""
                select l::text || coalesce((select string_agg(a::text, '') from audit_entry a where a.workspace_id = ?), '')
                from review_share_link l
                where l.workspace_id = ?
                """).params(workspace, workspace).query(String.class).single();
        assertThat(kept).doesNotContain(secret, PASSPHRASE).contains("Board");
    }

    @Test
    void with_a_passphrase_nothing_is_told_before_it_is_known() {
        var secret = shared(PASSPHRASE);

        assertThat(sharing.behind(secret).orElseThrow().subject()).isNull();
        assertThat(refused(() -> sharing.open(secret, null))).isEqualTo("share.passphrase");
        assertThat(refused(() -> sharing.open(secret, PASSPHRASE + " "))).isEqualTo("share.passphrase");
        assertThat(refused(() -> sharing.open(secret, "x".repeat(201)))).isEqualTo("share.passphrase");
        assertThat(only().openings()).isZero();

        assertThat(sharing.open(secret, PASSPHRASE).id()).isEqualTo(review);
    }

    @Test
    void after_five_wrong_passphrases_in_a_row_the_right_one_waits_too() {
        var secret = shared(PASSPHRASE);
        for (int i = 1; i < ShareLinkService.FREE_GUESSES; i++) {
            assertThat(refused(() -> sharing.open(secret, "wrong wrong"))).isEqualTo("share.passphrase");
        }
        sharing.open(secret, PASSPHRASE);
        for (int i = 0; i < ShareLinkService.FREE_GUESSES; i++) {
            assertThat(refused(() -> sharing.open(secret, "wrong wrong"))).isEqualTo("share.passphrase");
        }

        assertThatThrownBy(() -> sharing.open(secret, PASSPHRASE)).isInstanceOfSatisfying(Problem.TooMuch.class, it -> {
            assertThat(it.code()).isEqualTo("share.closed");
            assertThat(it.retryAfterSeconds()).isBetween(1L, 5L);
        });
        jdbc.sql("update review_share_link set closed_until = now() - interval '1 second' where workspace_id = ?")
                .param(workspace)
                .update();
        assertThat(sharing.open(secret, PASSPHRASE).id()).isEqualTo(review);
    }

    @Test
    void guesses_at_the_same_moment_are_all_counted() throws Exception {
        var secret = shared(PASSPHRASE);
        var answers = Stream.<String>empty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = IntStream.range(0, 12)
                    .<Callable<String>>mapToObj(_ -> () -> refused(() -> sharing.open(secret, "wrong wrong")))
                    .toList();
            answers = threads.invokeAll(guesses).stream().map(it -> it.resultNow());
        }

        var counted = answers.collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(counted.getOrDefault("share.passphrase", 0L) + counted.getOrDefault("sign_in.busy", 0L))
                .as(counted.toString())
                .isEqualTo(ShareLinkService.FREE_GUESSES);
    }

    @Test
    void a_link_that_is_opened_again_and_again_waits() {
        var secret = shared(null);
        var most = (int) ShareLinkService.AHEAD.dividedBy(ShareLinkService.PACE);
        for (int i = 0; i <= most; i++) {
            sharing.open(secret, null);
        }

        assertThat(refused(() -> sharing.open(secret, null))).isEqualTo("share.too_often");
        assertThat(only().openings()).isEqualTo(most + 1);
    }

    @Test
    void what_has_ended_opens_nothing_and_says_why() {
        var revoked = shared(null);
        service.revoke(reviewer, workspace, only().id());
        service.revoke(reviewer, workspace, only().id());
        var expired = shared(null);
        jdbc.sql(
                        "update review_share_link set created_at = ?, expires_at = ? where revoked_at is null and review_id = ?")
                .params(
                        java.sql.Timestamp.from(now.minusSeconds(20)),
                        java.sql.Timestamp.from(now.minusSeconds(10)),
                        review)
                .update();
        var withdrawn = shared(null);
        somewhere.withdraw(scope, review);

        assertThat(refused(() -> sharing.open(revoked, null))).isEqualTo("share.revoked");
        assertThat(refused(() -> sharing.open(expired, null))).isEqualTo("share.withdrawn");
        assertThat(refused(() -> sharing.open(withdrawn, null))).isEqualTo("share.withdrawn");
        assertThat(refused(() -> sharing.open("rtl_" + "x".repeat(49), null))).isEqualTo("share.unknown");
        assertThat(sharing.behind(withdrawn).orElseThrow().subject()).isNull();
        assertThat(opened()).isEmpty();
    }

    @Test
    void one_that_has_expired_says_so() {
        var secret = shared(null);
        jdbc.sql("update review_share_link set created_at = ?, expires_at = ? where review_id = ?")
                .params(
                        java.sql.Timestamp.from(now.minusSeconds(20)),
                        java.sql.Timestamp.from(now.minusSeconds(10)),
                        review)
                .update();

        assertThat(refused(() -> sharing.open(secret, null))).isEqualTo("share.expired");
        assertThat(only().state()).isEqualTo(ShareLinkState.EXPIRED);
    }

    @Test
    void what_a_newer_one_has_replaced_is_still_read_and_said_to_be() {
        var secret = shared(null);
        somewhere.published(scope);

        assertThat(sharing.behind(secret).orElseThrow().subject().isSuperseded())
                .isTrue();
        assertThat(sharing.open(secret, null).id()).isEqualTo(review);
    }

    @Test
    void of_a_suspended_workspace_nothing_is_read() {
        var secret = shared(null);
        some.suspend(workspace);

        assertThat(refused(() -> sharing.open(secret, null))).isEqualTo("share.withdrawn");
    }

    @ParameterizedTest
    @Tag("I12")
    @EnumSource(
            value = Role.class,
            names = {"OPERATOR", "AUDITOR", "CUSTOMER"})
    void only_who_manages_reviews_shares_lists_and_revokes(Role role) {
        shared(null);
        var person = some.person(workspace, role);
        var link = only().id();

        assertThatThrownBy(() -> sharing.share(person, workspace, review, asked("Me", Duration.ofDays(1), null)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> links.of(person, workspace, review)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.revoke(person, workspace, link)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    @Tag("I12")
    void a_link_of_another_environment_or_workspace_does_not_exist() {
        shared(null);
        var link = only().id();
        var elsewhere = some.environment(some.workspace());
        for (var stranger : List.of(
                some.personFor(some.environment(workspace), Role.REVIEWER),
                some.person(elsewhere.workspaceId(), Role.OWNER))) {
            for (var place : List.of(workspace, elsewhere.workspaceId())) {
                assertThatThrownBy(() -> service.revoke(stranger, place, link)).isInstanceOf(Problem.NotFound.class);
                assertThatThrownBy(() -> links.of(stranger, place, review)).isInstanceOf(Problem.NotFound.class);
            }
        }
        assertThat(only().state()).isEqualTo(ShareLinkState.OPEN);
    }

    @Test
    void only_what_is_published_is_shared_and_only_in_a_form_that_can_be_kept() {
        var ready = somewhere.ready(scope);

        assertThatThrownBy(() -> sharing.share(reviewer, workspace, ready, asked("Me", Duration.ofDays(1), null)))
                .isInstanceOf(Problem.NotFound.class);
        for (var wrong : Map.of(
                        "share.for_whom", asked(" ", Duration.ofDays(1), null),
                        "share.expiry", asked("Me", SharingService.LONGEST.plusDays(1), null),
                        "share.passphrase_length", asked("Me", Duration.ofDays(1), "short"))
                .entrySet()) {
            assertThat(refused(() -> sharing.share(reviewer, workspace, review, wrong.getValue())))
                    .isEqualTo(wrong.getKey());
        }
        assertThat(refused(() -> sharing.share(reviewer, workspace, review, asked("Me", Duration.ofDays(-1), null))))
                .isEqualTo("share.expiry");
    }

    @Test
    void a_review_has_fifty_open_links_and_no_more() {
        for (int i = 0; i < ShareLinkService.MOST_OPEN; i++) {
            shared(null);
        }

        assertThat(refused(() -> shared(null))).isEqualTo("share.too_many");
        service.revoke(reviewer, workspace, only().id());
        shared(null);
    }
}

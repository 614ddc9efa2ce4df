package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.portal.NewShareLink;
import io.runtruth.portal.PublishedSomewhere;
import io.runtruth.portal.ShareLinkQueries;
import io.runtruth.portal.SharingService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What whoever has a share link gets from the real server, without an account.
class SharedReviewEdgeTest extends EdgeTest {

    private static final String PASSPHRASE = "told on the telephone";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final PublishedSomewhere somewhere;
    private final TestWorkspaces some;
    private final SharingService sharing;
    private final ShareLinkQueries links;
    private final EnvironmentQueries environments;
    private final JdbcClient jdbc;
    private final Clock clock;

    private Scope scope;
    private Actor.Person reviewer;
    private UUID review;

    SharedReviewEdgeTest(
            PublishedSomewhere somewhere,
            TestWorkspaces some,
            SharingService sharing,
            ShareLinkQueries links,
            EnvironmentQueries environments,
            JdbcClient jdbc,
            Clock clock) {
        this.somewhere = somewhere;
        this.some = some;
        this.sharing = sharing;
        this.links = links;
        this.environments = environments;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void publish() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        review = somewhere.published(scope);
    }

    private String shared(String passphrase) {
        var asked = new NewShareLink("Board", clock.instant().plus(Duration.ofDays(7)), passphrase);
        return "/shared/"
                + sharing.share(reviewer, scope.workspaceId(), review, asked).secret();
    }

    private int openings() {
        return links.of(reviewer, scope.workspaceId(), review).getFirst().openings();
    }

    private String environment() {
        return environments.byId(reviewer, scope).name();
    }

    @Test
    void the_page_says_what_was_shared_without_a_cookie_a_script_or_an_opening() {
        var page = get(shared(null), "Accept-Language: de");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).doesNotContainKey("set-cookie");
        assertThat(page.body())
                .contains("<html lang=\"de\">", environment(), "Review 1", "id=\"action-read\"")
                .doesNotContain("<script", "id=\"passphrase\"");
        assertThat(openings()).isZero();
    }

    @Test
    void the_link_reaches_no_other_site_and_no_cache_and_no_frame_and_nothing_runs() {
        var address = shared(null);
        for (var answer : new RawHttp.Answer[] {
            get(address), get("/shared/unknown"), post(address, "form=html", FORM), post(address, "form=pdf", FORM)
        }) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("script-src", "unsafe-eval");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Robots-Tag")).contains("noindex");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void it_is_read_as_the_customers_document_and_kept_as_pdf() {
        var address = shared(null);

        var read = post(address, "form=html&language=de", FORM);
        var kept = post(address, "form=pdf", FORM);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Content-Type")).startsWith("text/html");
        assertThat(read.header("Content-Disposition")).startsWith("inline");
        assertThat(read.body()).contains("<html lang=\"de\">", "Control 0").doesNotContain("sha256:");
        assertThat(internals()).isNotEmpty().noneMatch(read.body()::contains);
        assertThat(kept.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(kept.header("Content-Disposition")).startsWith("attachment").contains("-customer-en.pdf");
        assertThat(kept.body()).startsWith("%PDF-");
        assertThat(openings()).isEqualTo(2);
    }

    private java.util.List<String> internals() {
        return jdbc.sql("""
                select cast(id as text) from evidence_snapshot where workspace_id = :workspace
                union all
                select cast(id as text) from operation_run where workspace_id = :workspace
                union all
                select cast(:review as text)
                """)
                .param("workspace", scope.workspaceId())
                .param("review", review.toString())
                .query(String.class)
                .list();
    }

    @Test
    void a_passphrase_is_asked_for_and_without_it_nothing_is_told() {
        var address = shared(PASSPHRASE);

        var page = get(address);
        assertThat(page.body()).contains("id=\"passphrase\"").doesNotContain(environment());
        var wrong = post(address, "form=html&passphrase=guessed-wrong", FORM);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).contains("role=\"alert\"").doesNotContain(environment(), "guessed-wrong");
        for (int i = 0; i < 4; i++) {
            post(address, "form=html&passphrase=guessed-wrong", FORM);
        }
        var closed = post(address, "form=html&passphrase=" + encoded(PASSPHRASE), FORM);
        assertThat(closed.status()).isEqualTo(429);
        assertThat(Integer.parseInt(closed.header("Retry-After"))).isBetween(1, 5);
        jdbc.sql("update review_share_link set closed_until = null where review_id = ?")
                .param(review)
                .update();

        var right = post(address, "form=html&passphrase=" + encoded(PASSPHRASE), FORM);

        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body()).contains("Control 0");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @Tag("I12")
    void a_link_opens_nothing_else() {
        var address = shared(null);

        for (var other : new String[] {
            "/api/v1/workspaces", "/w/x/reviews/" + review, address + "/", address + "/../../api/v1/me"
        }) {
            assertThat(get(other).body()).as(other).doesNotContain("Control 0", environment());
        }
        assertThat(exchange("PUT", address, "").status()).isIn(403, 404, 405);
        assertThat(get("/shared/rtl_" + "0".repeat(49)).status()).isEqualTo(404);
        assertThat(post("/shared/%3Cscript%3Ealert(1)%3C/script%3E", "form=html", FORM)
                        .body())
                .doesNotContain("<script>alert");
    }

    @Test
    void names_are_text_whatever_they_hold() {
        jdbc.sql("update workspace set name = ? where id = ?")
                .params("<b onclick=x>\"Bold\" & \u202eevil</b>", scope.workspaceId())
                .update();

        assertThat(get(shared(null)).body())
                .contains("&lt;b onclick=x&gt;", "[U+202E]")
                .doesNotContain("<b onclick", "\u202e");
    }
}

package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LiveUpdatesViewTest extends ViewTest {

    private static final int BURST = 1_000;
    private static final int HANDFUL = 8;
    private static final int PARTS = 2_000;
    private static final int PATIENCE_SECONDS = 60;

    private final LiveUpdates live;
    private final ChangeFeed feed;
    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;
    private final TransactionTemplate transaction;
    private final List<Set<Change>> batches = new ArrayList<>();

    private Scope scope;
    private Actor.Person owner;

    LiveUpdatesViewTest(
            LiveUpdates live,
            ChangeFeed feed,
            TestWorkspaces some,
            WorkspaceQueries workspaces,
            PlatformTransactionManager transactions) {
        this.live = live;
        this.feed = feed;
        this.some = some;
        this.workspaces = workspaces;
        transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void signIn() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        signIn(owner);
    }

    @Test
    void a_page_that_is_closed_leaves_neither_subscription_nor_timer() {
        signOut();
        var subscriptions = feed.subscriptions();
        var pages = live.pages();

        for (var i = 0; i < 5; i++) {
            signIn(owner);
            UI.getCurrent().navigate(Routes.operations(slug()));
            assertThat(feed.subscriptions()).isGreaterThan(subscriptions);
            assertThat(live.pages()).isEqualTo(pages + 1);
        }
        signOut();

        assertThat(feed.subscriptions()).isEqualTo(subscriptions);
        assertThat(live.pages()).isEqualTo(pages);
    }

    @Test
    void a_person_who_goes_from_page_to_page_leaves_none_of_them_listening() {
        UI.getCurrent().navigate(Routes.operations(slug()));
        var subscriptions = feed.subscriptions();
        var parts = OpenPage.pulse().parts();

        for (var i = 0; i < 3; i++) {
            UI.getCurrent().navigate(Routes.reviews(slug()));
            UI.getCurrent().navigate(Routes.environments(slug()));
            UI.getCurrent().navigate(Routes.operations(slug()));
        }

        assertThat(feed.subscriptions()).isEqualTo(subscriptions);
        assertThat(OpenPage.pulse().parts()).isEqualTo(parts);
    }

    @Test
    void a_burst_costs_an_open_page_a_handful_of_updates() throws InterruptedException {
        UI.getCurrent().add(listening());

        publishHeld(changes(BURST));

        assertThat(OpenPage.pulse().waiting()).isLessThanOrEqualTo(HANDFUL);
        eventually("all is handed over", () -> handedOver().size() == BURST);
        assertThat(batches).hasSizeLessThanOrEqualTo(HANDFUL);
    }

    @Test
    void a_thing_that_changes_often_while_its_page_is_held_is_handed_over_once() throws InterruptedException {
        UI.getCurrent().add(listening());
        var one = changes(1).getFirst();

        for (var i = 0; i < HANDFUL; i++) {
            publishHeld(List.of(one));
        }

        eventually("it is handed over", () -> !batches.isEmpty());
        assertThat(batches).hasSizeLessThan(HANDFUL).allMatch(Set.of(one)::equals);
    }

    @Test
    void what_one_change_asks_of_a_page_is_pushed_together() throws InterruptedException {
        var view = new Div();
        var shared = live.shared(change -> change.workspaceId().equals(scope.workspaceId()), _ -> "counted");
        var done = new ArrayList<String>();
        for (var part = 0; part < PARTS; part++) {
            var row = "row " + part;
            var count = "count " + part;
            live.bind(view, change -> change.workspaceId().equals(scope.workspaceId()), _ -> done.add(row));
            live.listen(view, told -> shared.listen(_ -> true, told), () -> done.add(count));
        }
        UI.getCurrent().add(view);

        publishHeld(changes(1));

        eventually("it is pushed", () -> !done.isEmpty());
        assertThat(done).hasSize(2 * PARTS);
    }

    @Test
    void what_could_not_be_taken_is_handed_over_again() throws InterruptedException {
        var view = new Div();
        var tries = new AtomicInteger();
        live.bind(view, change -> change.workspaceId().equals(scope.workspaceId()), batch -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
            batches.add(batch);
        });
        UI.getCurrent().add(view);
        var changes = changes(3);

        publishHeld(changes);
        eventually("it was tried", () -> tries.get() == 1);
        OpenPage.tick();

        eventually("it is handed over", () -> !batches.isEmpty());
        assertThat(batches).containsExactly(Set.copyOf(changes));
    }

    @Test
    void a_view_reads_again_once_it_listens() {
        var view = new Div();
        var readings = new AtomicInteger();
        var listeners = new AtomicInteger();
        live.bind(view, _ -> false, _ -> {});
        live.tick(view, () -> {
            readings.incrementAndGet();
            listeners.set(feed.subscriptions());
        });
        var before = feed.subscriptions();

        UI.getCurrent().add(view);

        eventually("it has read again", () -> readings.get() == 1);
        assertThat(listeners).hasValue(before + 1);
    }

    @Test
    void a_view_that_is_gone_hears_nothing() throws InterruptedException {
        var view = listening();
        UI.getCurrent().add(view);
        UI.getCurrent().remove(view);

        publishHeld(changes(1));
        OpenPage.tick();
        roundTrip();

        assertThat(batches).isEmpty();
    }

    private Div listening() {
        var view = new Div();
        live.bind(view, change -> change.workspaceId().equals(scope.workspaceId()), batches::add);
        return view;
    }

    /// Until all was heard, while the page is this test's.
    private void publishHeld(List<Change> changes) throws InterruptedException {
        var heard = new CountDownLatch(changes.size());
        try (var _ = feed.subscribe(
                change -> change.workspaceId().equals(scope.workspaceId()),
                batch -> batch.forEach(_ -> heard.countDown()))) {
            changes.forEach(change -> transaction.executeWithoutResult(_ -> feed.publish(change)));
            assertThat(heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private List<Change> changes(int count) {
        return Stream.generate(() -> new Change(Change.Kind.RUN, scope, UUID.randomUUID()))
                .limit(count)
                .toList();
    }

    private Set<Change> handedOver() {
        var all = new HashSet<Change>();
        batches.forEach(all::addAll);
        return all;
    }

    private String slug() {
        return workspaces.mine(owner).getFirst().slug();
    }
}

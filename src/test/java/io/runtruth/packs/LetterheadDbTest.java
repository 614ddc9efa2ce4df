package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.node.demo.DemoFiles;
import io.runtruth.packs.ComposedReviews.Composed;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.packs.letterhead.LetterheadService;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class LetterheadDbTest extends DatabaseTest {

    private final ComposedReviews reviews;
    private final TestWorkspaces some;
    private final LetterheadService service;
    private final LetterheadQueries letterheads;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    private Composed composed;
    private Actor.Person owner;
    private UUID workspace;

    LetterheadDbTest(
            ComposedReviews reviews,
            TestWorkspaces some,
            LetterheadService service,
            LetterheadQueries letterheads,
            TransactionTemplate transactions,
            JdbcClient jdbc) {
        this.reviews = reviews;
        this.some = some;
        this.service = service;
        this.letterheads = letterheads;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void compose() {
        composed = reviews.of("results.json", DemoFiles.newerContoso());
        workspace = composed.scope.workspaceId();
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void an_owner_says_what_stands_at_the_head_of_documents_and_takes_it_away_again() {
        change("Northwind", null);

        assertThat(current().address()).isEqualTo("Northwind");
        assertThat(page()).contains("Northwind");

        change("", current().id());

        assertThat(current()).isEqualTo(Letterhead.NONE);
        assertThat(page()).doesNotContain("Northwind");
        assertThat(kept()).isZero();
    }

    @Test
    @Tag("I12")
    void others_of_the_workspace_see_it_and_nobody_else_does() {
        change("Northwind", null);
        var customer = some.person(workspace, Role.CUSTOMER);
        var stranger = some.person(some.workspace(), Role.OWNER);

        assertThat(letterheads.current(customer, workspace).address()).isEqualTo("Northwind");
        assertThatThrownBy(() -> letterheads.current(stranger, workspace)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> service.change(
                        customer, workspace, address("Other", current().id())))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.change(
                        stranger, workspace, address("Other", current().id())))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_overwritten() {
        change("One", null);

        assertThatThrownBy(() -> change("Two", null))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("edit.changed_meanwhile"));
        assertThat(current().address()).isEqualTo("One");
    }

    @Test
    void what_was_published_keeps_what_it_was_published_with_byte_for_byte() {
        change("Before", null);
        composed.published();
        var before = composed.pack(PackProfile.CUSTOMER, PackFormat.HTML);

        change("After", current().id());

        assertThat(new String(before, StandardCharsets.UTF_8)).contains("Before");
        assertThat(composed.pack(PackProfile.CUSTOMER, PackFormat.HTML)).isEqualTo(before);
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void what_was_published_without_one_stays_without() {
        composed.published();
        var before = composed.pack(PackProfile.CUSTOMER, PackFormat.HTML);

        change("After", null);

        assertThat(composed.pack(PackProfile.CUSTOMER, PackFormat.HTML)).isEqualTo(before);
    }

    @Test
    void one_that_nothing_was_published_with_goes() {
        change("One", null);
        change("Two", current().id());

        assertThat(kept()).isOne();
    }

    @Test
    void a_change_that_says_the_same_changes_nothing_and_is_not_in_the_trail() {
        change("One", null);
        var id = current().id();

        change("One", id);

        assertThat(current().id()).isEqualTo(id);
        assertThat(jdbc.sql("select count(*) from audit_entry where workspace_id = ? and action = ?")
                        .param(workspace)
                        .param("workspace.letterhead_changed")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_publication_during_a_change_waits_and_keeps_what_is_there_afterwards() throws Exception {
        change("Before", null);
        var changed = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var changer = threads.submit(() -> transactions.executeWithoutResult(_ -> {
                change("After", current().id());
                changed.countDown();
                Meanwhile.await(mayCommit);
            }));
            Meanwhile.await(changed);
            var publisher = threads.submit(composed::published);
            Awaitility.await().until(() -> publisher.isDone() || Meanwhile.somebodyWaitsForALock(jdbc));
            mayCommit.countDown();
            changer.get();
            publisher.get();
        }

        assertThat(page()).contains("After");
        assertThat(kept()).isOne();
    }

    @Test
    void a_letterhead_and_what_keeps_it_are_never_changed() {
        change("Before", null);
        composed.published();

        assertThatThrownBy(() -> jdbc.sql("update letterhead set address = 'x' where workspace_id = ?")
                        .param(workspace)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from publication_letterhead where workspace_id = ?")
                        .param(workspace)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private void change(String address, @Nullable UUID basedOn) {
        service.change(owner, workspace, address(address, basedOn));
    }

    private static LetterheadChange address(String address, @Nullable UUID basedOn) {
        return new LetterheadChange(null, null, address, basedOn);
    }

    private Letterhead current() {
        return letterheads.current(owner, workspace);
    }

    private String page() {
        return new String(composed.pack(PackProfile.CUSTOMER, PackFormat.HTML), StandardCharsets.UTF_8);
    }

    private int kept() {
        return jdbc.sql("select count(*) from letterhead where workspace_id = ?")
                .param(workspace)
                .query(Integer.class)
                .single();
    }
}

package io.runtruth.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// "I have read this" (contract 8, published).
class ReadingServiceDbTest extends DatabaseTest {

    private final PublishedSomewhere somewhere;
    private final TestWorkspaces some;
    private final ReadingService service;
    private final ReadingQueries readings;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person customer;
    private Actor.Person other;
    private Actor.Person auditor;
    private UUID review;

    ReadingServiceDbTest(
            PublishedSomewhere somewhere,
            TestWorkspaces some,
            ReadingService service,
            ReadingQueries readings,
            JdbcClient jdbc) {
        this.somewhere = somewhere;
        this.some = some;
        this.service = service;
        this.readings = readings;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void publish() {
        scope = some.environment(some.workspace());
        customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        other = some.person(scope.workspaceId(), Role.CUSTOMER);
        auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        review = somewhere.published(scope);
    }

    @Test
    void it_is_kept_with_name_and_time_once_however_often_it_is_said() {
        var first = service.confirm(customer, scope.workspaceId(), review);
        var again = service.confirm(customer, scope.workspaceId(), review);

        assertThat(again).isEqualTo(first);
        assertThat(first.name()).isEqualTo(customer.name());
        assertThat(readings.of(auditor, scope.workspaceId(), review)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'review.read_confirmed' and actor_id = ?")
                        .param(customer.account())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @Tag("I12")
    void who_reads_reviews_sees_everybody_and_a_customer_only_themselves() {
        service.confirm(customer, scope.workspaceId(), review);
        service.confirm(other, scope.workspaceId(), review);

        assertThat(readings.of(auditor, scope.workspaceId(), review))
                .extracting(Reading::name)
                .containsExactlyInAnyOrder(customer.name(), other.name());
        assertThat(readings.of(customer, scope.workspaceId(), review))
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo(customer.name()))
                .satisfies(it -> assertThat(it.own()).isTrue());
    }

    @Test
    @Tag("I12")
    void what_is_not_published_or_not_theirs_is_not_found() {
        var ready = somewhere.ready(scope);
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.CUSTOMER);

        assertThatThrownBy(() -> service.confirm(customer, scope.workspaceId(), ready))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> service.confirm(auditor, scope.workspaceId(), ready))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> service.confirm(elsewhere, scope.workspaceId(), review))
                .isInstanceOf(Problem.NotFound.class);
        somewhere.withdraw(scope, review);
        assertThatThrownBy(() -> service.confirm(customer, scope.workspaceId(), review))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void who_confirms_while_the_review_is_withdrawn_confirms_nothing() {
        var outcome =
                somewhere.whileWithdrawn(scope, review, () -> service.confirm(customer, scope.workspaceId(), review));

        assertThat(outcome).isInstanceOf(Problem.NotFound.class);
        assertThat(readings.of(auditor, scope.workspaceId(), review)).isEmpty();
    }

    @Test
    void the_database_lets_nobody_say_otherwise_later() {
        service.confirm(customer, scope.workspaceId(), review);

        for (var statement : new String[] {
            "update review_reading set account_name = 'x' where review_id = ?",
            "delete from review_reading where review_id = ?"
        }) {
            assertThatThrownBy(() -> jdbc.sql(statement).param(review).update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }
}

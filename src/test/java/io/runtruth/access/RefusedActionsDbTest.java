package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What the log says of those who try what they may not.
class RefusedActionsDbTest extends DatabaseTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T08:00:00Z"));
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RefusedActions.class);
    private final TestWorkspaces some;
    private final Access access;

    private Scope scope;
    private Actor.Person auditor;

    RefusedActionsDbTest(TestWorkspaces some, MembershipQueries memberships) {
        this.some = some;
        this.access = new Access(memberships, new RefusedActions(clock));
    }

    @BeforeEach
    void listen() {
        scope = some.environment(some.workspace());
        auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        from("192.0.2.10");
        logger.setAdditive(false);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stop() {
        RequestContextHolder.resetRequestAttributes();
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void a_refused_right_is_told_with_who_what_where_and_from_where() {
        refused(auditor, Capability.EVIDENCE_IMPORT);

        assertThat(told())
                .containsExactly(
                        "account %s may not EVIDENCE_IMPORT in workspace %s environment %s, no_right, asked from 192.0.2.10; 0 more of these before it"
                                .formatted(auditor.account(), scope.workspaceId(), scope.environmentId()));
    }

    @Test
    void so_is_a_place_that_does_not_exist_for_somebody() {
        var elsewhere = some.person(some.workspace(), Role.OWNER);
        var beside = some.personFor(some.environment(scope.workspaceId()), Role.OWNER);

        refused(elsewhere, Capability.EVIDENCE_IMPORT);
        refused(beside, Capability.EVIDENCE_IMPORT);
        assertThatThrownBy(() -> access.requireSystemOperator(auditor)).isInstanceOf(Problem.NotFound.class);

        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line).contains(elsewhere.account().toString(), "no_member"),
                        line -> assertThat(line).contains(beside.account().toString(), "other_environment"),
                        line -> assertThat(line).contains(auditor.account().toString(), "look across workspaces"));
    }

    @Test
    void what_is_allowed_is_not_told() {
        access.require(auditor, scope, Capability.OPERATIONS_VIEW);
        access.require(auditor, scope.workspaceId(), Capability.OPERATIONS_VIEW);

        assertThat(told()).isEmpty();
    }

    @Test
    void a_person_who_tries_again_and_again_writes_a_line_a_minute_with_how_often() {
        for (var i = 0; i < 100; i++) {
            refused(auditor, Capability.EVIDENCE_IMPORT);
        }
        clock.advance(MINUTE);
        refused(auditor, Capability.EVIDENCE_IMPORT);

        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).endsWith("; 99 more of these before it");
    }

    @Test
    void also_where_each_time_another_place_is_asked_for() {
        for (var i = 0; i < 100; i++) {
            assertThatThrownBy(() -> access.require(auditor, UUID.randomUUID(), Capability.OPERATIONS_VIEW))
                    .isInstanceOf(Problem.NotFound.class);
        }

        assertThat(told()).hasSize(1);
    }

    @Test
    void other_people_and_other_actions_have_their_own_line() {
        refused(auditor, Capability.EVIDENCE_IMPORT);
        refused(auditor, Capability.OPERATIONS_MANAGE);
        refused(some.person(scope.workspaceId(), Role.AUDITOR), Capability.EVIDENCE_IMPORT);

        assertThat(told()).hasSize(3);
    }

    @Test
    void an_address_can_not_write_a_line_of_its_own() {
        from("192.0.2.10\nforged \u202e");

        refused(auditor, Capability.EVIDENCE_IMPORT);

        assertThat(told().getFirst()).contains("from 192.0.2.10?forged??;");
    }

    @Test
    void it_remembers_a_bounded_number_and_forgets_the_oldest() {
        var refused = new RefusedActions(clock);
        for (var i = 0; i <= RefusedActions.MOST_REMEMBERED; i++) {
            refused.ofLookingAcross(new Actor.Person(new UUID(0, i), "Somebody", false));
        }
        lines.list.clear();

        refused.ofLookingAcross(new Actor.Person(new UUID(0, 0), "Somebody", false));
        refused.ofLookingAcross(new Actor.Person(new UUID(0, 2), "Somebody", false));

        assertThat(told()).as("the first was forgotten, the third was not").hasSize(1);
    }

    private void refused(Actor actor, Capability capability) {
        assertThatThrownBy(() -> access.require(actor, scope, capability)).isInstanceOf(Problem.class);
    }

    private static void from(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}

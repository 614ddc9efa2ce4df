package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockServletContext;

class StrangersSessionsTest {

    private final StrangersSessions sessions = new StrangersSessions();
    private final MockServletContext context = new MockServletContext();

    StrangersSessionsTest() {
        context.setSessionTimeout(30);
    }

    @Test
    void a_stranger_stays_for_minutes_and_a_person_as_long_as_is_set() {
        var session = created();
        assertThat(session.getMaxInactiveInterval()).isEqualTo((int) StrangersSessions.STAY.toSeconds());

        signIn(session);
        assertThat(session.getMaxInactiveInterval()).isEqualTo(30 * 60);
    }

    @Test
    void of_too_many_strangers_the_eldest_goes_and_persons_stay() {
        var person = created();
        var eldest = created();
        signIn(person);

        var others = IntStream.range(0, StrangersSessions.MOST)
                .mapToObj(_ -> created())
                .toList();

        assertThat(eldest.isInvalid()).isTrue();
        assertThat(person.isInvalid()).isFalse();
        assertThat(others).noneMatch(MockHttpSession::isInvalid);
    }

    @Test
    void who_signs_in_under_a_new_number_is_a_person_all_the_same() {
        var session = created();
        var before = session.getId();
        session.changeSessionId();
        sessions.sessionIdChanged(new HttpSessionEvent(session), before);
        signIn(session);

        IntStream.range(0, StrangersSessions.MOST + 1).forEach(_ -> created());

        assertThat(session.isInvalid()).isFalse();
    }

    private MockHttpSession created() {
        var session = new MockHttpSession(context);
        sessions.sessionCreated(new HttpSessionEvent(session));
        return session;
    }

    private void signIn(MockHttpSession session) {
        sessions.attributeAdded(new HttpSessionBindingEvent(session, "SPRING_SECURITY_CONTEXT", "somebody"));
    }
}

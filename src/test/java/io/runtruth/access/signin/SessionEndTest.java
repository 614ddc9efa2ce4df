package io.runtruth.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.SignedIn;
import io.runtruth.testing.SettableClock;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class SessionEndTest {

    private boolean counts = true;
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final SessionEnd end = new SessionEnd(clock, (account, begun) -> counts);
    private final MockHttpSession session = new MockHttpSession();

    @Test
    void a_session_ends_twelve_hours_after_its_sign_in_however_busy_it_is() throws IOException, ServletException {
        end.begin(null, request(), new MockHttpServletResponse());

        clock.advance(SessionEnd.LONGEST);
        visit();
        assertThat(session.isInvalid()).isFalse();

        clock.advance(Duration.ofSeconds(1));
        visit();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_session_without_a_sign_in_is_left_alone() throws IOException, ServletException {
        clock.advance(Duration.ofDays(1));

        visit();

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void a_session_whose_account_was_signed_out_everywhere_ends_at_its_next_request() throws Exception {
        signIn();
        visit();
        assertThat(session.isInvalid()).isFalse();

        counts = false;
        visit();

        assertThat(session.isInvalid()).isTrue();
    }

    private void signIn() {
        var person = new SignedIn(new Actor.Person(new UUID(0, 1), "Anna", false), "anna", null);
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of())));
        end.begin(null, request(), new MockHttpServletResponse());
    }

    private void visit() throws IOException, ServletException {
        var chain = new MockFilterChain();
        end.doFilter(request(), new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).as("the request goes on").isNotNull();
    }

    private MockHttpServletRequest request() {
        var request = new MockHttpServletRequest();
        request.setSession(session);
        return request;
    }
}

package io.runtruth.edge;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/// Keeps the sessions of those who have not signed in few and short (contract 8): each ends [#STAY] after its
/// last request, and of more than [#MOST] the eldest does. Whoever sits before the sign-in page loses nothing by
/// that: the page needs no session to sign in, and gets itself another.
@Component
final class StrangersSessions implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    static final int MOST = 500;
    static final Duration STAY = Duration.ofMinutes(5);

    private static final String SIGN_IN = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    private final Map<String, HttpSession> strangers = new LinkedHashMap<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        var session = event.getSession();
        session.setMaxInactiveInterval((int) STAY.toSeconds());
        var eldest = add(session);
        if (eldest != null) {
            end(eldest);
        }
    }

    private synchronized @Nullable HttpSession add(HttpSession session) {
        strangers.put(session.getId(), session);
        return strangers.size() <= MOST
                ? null
                : strangers.remove(strangers.keySet().iterator().next());
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException _) {
            // it has ended by itself meanwhile
        }
    }

    @Override
    public synchronized void sessionIdChanged(HttpSessionEvent event, String before) {
        var session = strangers.remove(before);
        if (session != null) {
            strangers.put(event.getSession().getId(), session);
        }
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (event.getName().equals(SIGN_IN)) {
            var session = event.getSession();
            forget(session);
            session.setMaxInactiveInterval(
                    (int) Duration.ofMinutes(session.getServletContext().getSessionTimeout())
                            .toSeconds());
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        forget(event.getSession());
    }

    private synchronized void forget(HttpSession session) {
        strangers.remove(session.getId());
    }
}

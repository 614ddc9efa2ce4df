package io.runtruth.ui.kit;

import io.runtruth.access.Actor;
import io.runtruth.access.SignedIn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// On whose behalf a view acts: the signed-in person, in requests and in pushes alike. It carries no rights;
/// services decide those afresh (contract 8).
@Component
public class CurrentActor {

    /// @throws IllegalStateException when nobody is signed in, which no route of the console lets happen
    public Actor.Person get() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /// Empty on the sign-in page and where a session has just ended.
    public Optional<Actor.Person> find() {
        return signedIn().map(SignedIn::actor);
    }

    /// Which one of the person's sessions this page is in.
    public Optional<UUID> session() {
        return signedIn().flatMap(SignedIn::session);
    }

    /// When this node took the session over from one that had stopped; empty where it began here.
    public Optional<Instant> resumedAt() {
        return signedIn().flatMap(SignedIn::resumedAt);
    }

    private static Optional<SignedIn> signedIn() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }
}

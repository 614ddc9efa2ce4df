package io.runtruth.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// The signed-in person, as Spring Security keeps it in the session. It carries no rights: those are read afresh
/// for each decision.
public final class SignedIn implements UserDetails, CredentialsContainer {

    private static final long serialVersionUID = 1L;

    private final UUID accountId;
    private final String username;
    private final String displayName;
    private final boolean systemOperator;
    private final boolean demo;
    private @Nullable String passwordHash;
    private @Nullable UUID session;
    private @Nullable Instant resumedAt;

    public SignedIn(Actor.Person person, String username, @Nullable String passwordHash) {
        this(person, username, passwordHash, false);
    }

    /// @param demo made with the demo data
    public SignedIn(Actor.Person person, String username, @Nullable String passwordHash, boolean demo) {
        this.demo = demo;
        this.accountId = person.account();
        this.displayName = person.name();
        this.systemOperator = person.systemOperator();
        this.username = username;
        this.passwordHash = passwordHash;
    }

    public Actor.Person actor() {
        return new Actor.Person(accountId, displayName, systemOperator);
    }

    /// Which one of the person's sessions this is; empty before it has begun.
    public Optional<UUID> session() {
        return Optional.ofNullable(session);
    }

    /// When this node took the session over from one that had stopped; empty where it began here.
    public Optional<Instant> resumedAt() {
        return Optional.ofNullable(resumedAt);
    }

    public void begin(UUID sessionId) {
        session = sessionId;
    }

    SignedIn resumed(UUID sessionId, Instant at) {
        var resumed = new SignedIn(actor(), username, null, demo);
        resumed.session = sessionId;
        resumed.resumedAt = at;
        return resumed;
    }

    public boolean demo() {
        return demo;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }
}

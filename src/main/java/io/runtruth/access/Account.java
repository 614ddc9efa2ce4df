package io.runtruth.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person who can sign in.
@Entity
class Account {

    @Id
    private UUID id;

    private String username;
    private String displayName;
    private @Nullable String passwordHash;
    private boolean systemOperator;
    private boolean demo;
    private Instant createdAt;
    private @Nullable Instant disabledAt;
    private @Nullable Instant signedOutAt;
    private @Nullable String timeZone;

    @Version
    private @Nullable Long version;

    protected Account() {}

    Account(UUID id, NewAccount asked, String passwordHash, Instant createdAt) {
        this(id, asked.username(), asked.displayName(), createdAt);
        this.passwordHash = passwordHash;
        this.systemOperator = asked.systemOperator();
        this.demo = asked.demo();
    }

    /// Of somebody whom an identity provider signs in.
    Account(UUID id, String username, String displayName, Instant createdAt) {
        this.id = id;
        this.username = username;
        this.displayName = displayName;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String username() {
        return username;
    }

    String displayName() {
        return displayName;
    }

    /// Null where the person has never chosen a password.
    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    boolean systemOperator() {
        return systemOperator;
    }

    boolean demo() {
        return demo;
    }

    boolean disabled() {
        return disabledAt != null;
    }

    void rename(String newName) {
        displayName = newName;
    }

    @Nullable
    String timeZone() {
        return timeZone;
    }

    /// @param newZone null: as the browser says
    void chooseTimeZone(@Nullable String newZone) {
        timeZone = newZone;
    }

    void changePassword(String newHash) {
        passwordHash = newHash;
    }

    /// Every sign-in until then is over.
    void signOutEverywhere(Instant at) {
        signedOutAt = at;
    }

    /// @return false where it is disabled already
    boolean disable(Instant at) {
        if (disabledAt != null) {
            return false;
        }
        disabledAt = at;
        signedOutAt = at;
        return true;
    }

    /// @return false where it is not disabled
    boolean enable() {
        if (disabledAt == null) {
            return false;
        }
        disabledAt = null;
        return true;
    }

    /// @return false where it is so already
    boolean becomeSystemOperator(boolean newValue) {
        if (systemOperator == newValue) {
            return false;
        }
        systemOperator = newValue;
        return true;
    }
}

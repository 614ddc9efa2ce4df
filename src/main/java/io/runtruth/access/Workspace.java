package io.runtruth.access;

import io.runtruth.texts.Language;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tenant boundary.
@Entity
class Workspace {

    @Id
    private UUID id;

    private String slug;
    private String name;
    private int evidenceMaxAgeDays;
    private boolean restoreFourEyes;
    private String documentLanguage = Language.ENGLISH.code();
    private Instant createdAt;
    private @Nullable Instant suspendedAt;
    private @Nullable String suspendedBy;

    @Version
    private @Nullable Long version;

    protected Workspace() {}

    Workspace(UUID id, String slug, String name, Duration evidenceMaxAge, Instant createdAt) {
        this.id = id;
        this.slug = slug;
        this.name = name;
        this.evidenceMaxAgeDays = Math.toIntExact(evidenceMaxAge.toDays());
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    int evidenceMaxAgeDays() {
        return evidenceMaxAgeDays;
    }

    void rename(String newName) {
        name = newName;
    }

    void limitEvidence(int newMaxAgeDays) {
        evidenceMaxAgeDays = newMaxAgeDays;
    }

    boolean restoreFourEyes() {
        return restoreFourEyes;
    }

    void askForASecondPerson(boolean asked) {
        restoreFourEyes = asked;
    }

    String documentLanguage() {
        return documentLanguage;
    }

    void writeDocumentsIn(Language language) {
        documentLanguage = language.code();
    }

    boolean suspended() {
        return suspendedAt != null;
    }

    void suspend(Instant at, String by) {
        suspendedAt = at;
        suspendedBy = by;
    }

    void resume() {
        suspendedAt = null;
        suspendedBy = null;
    }

    @Nullable
    Long version() {
        return version;
    }
}

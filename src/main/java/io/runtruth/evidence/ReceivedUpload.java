package io.runtruth.evidence;

import io.runtruth.access.Actor;
import io.runtruth.evidence.ImportBudget.ImportPlace;
import io.runtruth.evidence.UploadSpool.Spooled;
import io.runtruth.shared.Scope;

/// A file that has arrived whole, and of which nothing is stored yet; gone when it is closed.
public final class ReceivedUpload implements AutoCloseable {

    private final Actor actor;
    private final Scope scope;
    private final Upload upload;
    private final Spooled file;
    private final ImportPlace place;

    ReceivedUpload(Actor actor, Scope scope, Upload upload, Spooled file, ImportPlace place) {
        this.actor = actor;
        this.scope = scope;
        this.upload = file.isPacked() ? upload.unpacked(file.name()) : upload;
        this.file = file;
        this.place = place;
    }

    /// Of the bytes of the file, unpacked: `sha256:…`.
    public String digest() {
        return file.digest();
    }

    Actor actor() {
        return actor;
    }

    Scope scope() {
        return scope;
    }

    Upload upload() {
        return upload;
    }

    Spooled file() {
        return file;
    }

    @Override
    public void close() {
        try (place) {
            file.close();
        }
    }
}

package io.runtruth.reviews;

import io.runtruth.shared.Coded;

/// `draft → ready → published → superseded | archived`; `draft → failed → draft`; `ready → archived` (contract
/// 6.4).
public enum ReviewStatus implements Coded {
    DRAFT,
    READY,
    PUBLISHED,
    SUPERSEDED,
    ARCHIVED,
    FAILED;

    /// Whether the document can be opened.
    public boolean isAvailable() {
        return this == READY || this == PUBLISHED;
    }

    /// Whether it can still be published, at once or when it is composed: until then its reviewer says something of it.
    public boolean isOpen() {
        return this == DRAFT || this == READY;
    }

    /// Whether it was published, and is not withdrawn since.
    public boolean isOut() {
        return this == PUBLISHED || this == SUPERSEDED;
    }

    static ReviewStatus of(String code) {
        return Coded.stored(ReviewStatus.class, code);
    }
}

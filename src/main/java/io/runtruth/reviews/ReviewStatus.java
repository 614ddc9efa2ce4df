package io.runtruth.reviews;

import java.util.Locale;

/// `draft → ready → published → superseded | archived`; `draft → failed → draft`; `ready → archived` (contract 6.4).
public enum ReviewStatus {
    DRAFT,
    READY,
    PUBLISHED,
    SUPERSEDED,
    ARCHIVED,
    FAILED;

    /// As it is stored and as the API writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the document can be opened.
    public boolean isAvailable() {
        return this == READY || this == PUBLISHED;
    }

    static ReviewStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

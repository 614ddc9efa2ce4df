package io.runtruth.packs.chain;

/// How an export is made up: for who writes one, and for who checks one.
public final class ExportLayout {

    public static final String MANIFEST = "manifest.json";
    public static final String SUMS = "SHA256SUMS";
    public static final String CHAIN = "chain.jsonl";
    public static final String REVIEW = "review.json";

    /// Exactly what the review's fingerprint is the digest of.
    public static final String FINGERPRINT = "fingerprint.json";

    public static final String SCHEMA = "runtruth.evidence-export";

    /// Raised when readers of the version before would misread it.
    public static final int SCHEMA_VERSION = 1;

    /// Kind of the first line of a chain: what it is of.
    public static final String SUBJECT = "subject";

    /// Before a digest, where it is written as a value.
    public static final String DIGEST = "sha256:";

    private ExportLayout() {}
}

package io.runtruth.reviews;

/// Hears of publications in the transaction that makes them: what it writes commits with them, or not at all. What
/// needs less than that listens to the feed.
public interface PublicationListener {

    /// The review that is published now; not those that it supersedes.
    void published(ReviewRef review);
}

package io.runtruth.restore.target;

import io.runtruth.shared.Coded;
import org.jspecify.annotations.Nullable;

/// What a target could not do, in one word; expected, and told to people in their language.
public final class TargetFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final FaultKind kind;
    private final String at;

    public TargetFault(FaultKind kind, String at) {
        this(kind, at, null);
    }

    public TargetFault(FaultKind kind, String at, @Nullable Throwable cause) {
        super(kind.code() + " at " + at, cause);
        this.kind = kind;
        this.at = at;
    }

    public FaultKind kind() {
        return kind;
    }

    /// The document or folder, as people know it; the place itself where it is about all of it.
    public String at() {
        return at;
    }

    public enum FaultKind implements Coded {
        /// The node is set to no root, or the folder is not there.
        MISSING,
        /// A link, or something that is neither a file nor a folder: not followed, not replaced.
        LINK,
        /// A name that is no document's on every system.
        NAME,
        /// A folder where a file should be, or the other way round, or one that could not be made.
        FOLDER,
        /// The file was made so that nobody writes it.
        READ_ONLY,
        /// The node may not.
        NOT_PERMITTED,
        NO_ROOM,
        /// A document or the set is larger than can be kept.
        TOO_LARGE,
        /// The system of the node can't keep within a folder whatever happens meanwhile.
        UNSUPPORTED,
        /// The node has no key that opens the token of the target.
        NO_KEY,
        /// The address leads into a private network, and the node is not to go there.
        PRIVATE_ADDRESS,
        /// Its certificate is not one that the node trusts.
        UNTRUSTED,
        /// Its address is one without TLS, and the node is not to send tokens in plain text.
        PLAIN,
        /// It leads elsewhere: nobody is followed with a token.
        REDIRECTED,
        /// What it answers is no JSON, as a page to sign in at is.
        NO_JSON,
        /// It does not say which documents there are.
        NO_LIST,
        /// It asks to be left alone for longer than is waited.
        BUSY,
        /// It did not answer in time.
        TIMED_OUT,
        /// It does not take what it was sent.
        REFUSED,
        /// It may have been written: its answer was lost, or the worker that wrote it, and it could not be
        /// looked at.
        UNSURE,
        /// Broken off from here, as where the node is stopping: it says nothing of the target.
        STOPPED,
        /// Read or write failed for another reason, which the log has.
        UNREACHABLE
    }
}

package io.runtruth.restore.target;

import io.runtruth.restore.DocumentPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place of documents (contract 7). What it is asked to write is written whole or not at all, and asking again
/// does no harm. It never removes anything. Several documents may be put at once, each by one thread.
public interface ConfigurationTarget extends AutoCloseable {

    /// Each document once, in no order.
    ///
    /// @param visitor may stop the reading by throwing
    void readAll(Visitor visitor) throws TargetFault;

    /// Empty where there is no such document.
    Optional<byte[]> read(DocumentPath path) throws TargetFault;

    /// Looks for each of these. One that can't be read, for a reason that is its own, is left out; the
    /// first that tells of the whole target ends it.
    ///
    /// @param visitor may stop the reading by throwing
    void readEach(List<DocumentPath> paths, LookVisitor visitor) throws TargetFault;

    /// Writes the document, unless somebody else has changed it. It is safe only once [#settle] has returned.
    ///
    /// @param before digest of what is expected there; null where nothing is
    /// @param mark whose try it is: where another attempt has taken over, an earlier one writes no more
    Put put(DocumentPath path, @Nullable String before, byte[] wanted, PutMark mark) throws TargetFault;

    /// How many documents are put at once, so that they wait for the disk, or for their answers, together;
    /// 1 or more.
    int putsAtOnce();

    /// What was written since the last time outlives the machine's power; where it throws, none of it surely does.
    void settle() throws TargetFault;

    @Override
    void close();

    /// One attempt to write a document. No two attempts write to the same file before it takes its place.
    ///
    /// @param document the same for each try to write this document, and another one's for others
    /// @param attempt 1 or more, higher for each that takes over
    record PutMark(String document, int attempt) {}

    @FunctionalInterface
    interface Visitor {
        void found(DocumentPath path, byte[] content) throws TargetFault;
    }

    @FunctionalInterface
    interface LookVisitor {
        /// @param content empty where it is not there, by the target's own word
        void looked(DocumentPath path, Optional<byte[]> content) throws TargetFault;
    }

    enum Put {
        /// Written.
        APPLIED,
        /// It was as wanted already; nothing was written.
        ALREADY,
        /// It is neither as expected nor as wanted; nothing was written.
        CHANGED
    }
}

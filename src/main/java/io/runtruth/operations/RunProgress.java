package io.runtruth.operations;

/// A working job's way to say how far it is, and to hear whether it should go on.
@FunctionalInterface
public interface RunProgress {

    Going report(Progress progress);

    enum Going {
        ON,
        /// A person asked the run to stop: end it as cancelled.
        STOP_REQUESTED,
        /// The run has ended, or another attempt holds it: do nothing more.
        LEASE_LOST
    }
}

package io.runtruth.shared;

/// Whether what a thread does is waited for by somebody (a screen, a call) or by nobody (a job of the queue, a
/// pass, clean-up). The two have different limits of time in the database, and neither waits for the other's
/// connections.
public enum Workload {
    SCREEN,
    JOB;

    /// Threads that are begun for a piece of work do the same kind of work.
    private static final InheritableThreadLocal<Workload> CURRENT = new InheritableThreadLocal<>();

    /// Of the calling thread.
    public static Workload current() {
        return CURRENT.get() == JOB ? JOB : SCREEN;
    }

    /// Runs the work as a job.
    public static void asJob(Runnable work) {
        var before = current();
        CURRENT.set(JOB);
        try {
            work.run();
        } finally {
            CURRENT.set(before);
        }
    }
}

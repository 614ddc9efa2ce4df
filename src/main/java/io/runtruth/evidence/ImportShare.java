package io.runtruth.evidence;

import java.time.Duration;
import java.time.Instant;

/// What one person or one workspace has of a node's imports at the moment. Not safe for several threads; who holds
/// it locks.
final class ImportShare {

    /// What the smallest file costs in rows, entries and changes, beside the time that it is read.
    private static final Duration AT_LEAST = Duration.ofMillis(100);

    private final Limits limits;
    private int working;
    private int waiting;
    private long bytes;
    private Duration spent = Duration.ZERO;
    private Instant counted;

    ImportShare(Limits limits, Instant now) {
        this.limits = limits;
        this.counted = now;
    }

    boolean hasPlace() {
        return working < limits.atOnce();
    }

    boolean mayWait() {
        return waiting < limits.waiting();
    }

    boolean hasRoom(int more) {
        return bytes + more <= limits.bytes();
    }

    void beginWaiting() {
        waiting++;
    }

    void endWaiting() {
        waiting--;
    }

    void begin() {
        working++;
    }

    void addBytes(int more) {
        bytes += more;
    }

    void end(Duration worked, long itsBytes, Instant now) {
        working--;
        bytes -= itsBytes;
        recover(now);
        spent = spent.plus(worked.compareTo(AT_LEAST) > 0 ? worked : AT_LEAST);
    }

    boolean isIdle() {
        return working == 0 && waiting == 0;
    }

    boolean hasRecovered(Instant now) {
        recover(now);
        return spent.isZero();
    }

    /// Zero where there is some now.
    Duration untilThereIsTime(Instant now) {
        recover(now);
        var over = spent.minus(limits.time());
        return over.isPositive() ? Duration.ofMillis((long) (over.toMillis() / limits.part())) : Duration.ZERO;
    }

    private void recover(Instant now) {
        var since = Duration.between(counted, now);
        if (since.isPositive()) {
            var left = spent.minus(Duration.ofMillis((long) (since.toMillis() * limits.part())));
            spent = left.isNegative() ? Duration.ZERO : left;
            counted = now;
        }
    }

    /// @param atOnce imports that are worked on
    /// @param waiting imports that wait for one of these to end
    /// @param bytes of all files that are worked on, unpacked
    /// @param time of work at a stretch
    /// @param part of each second that is given back, more than 0
    record Limits(int atOnce, int waiting, long bytes, Duration time, double part) {}
}

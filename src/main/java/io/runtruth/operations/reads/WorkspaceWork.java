package io.runtruth.operations.reads;

import io.runtruth.operations.RunOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What goes on in a workspace, as far as its reader may see it.
///
/// @param needsYou runs that a person must look at
/// @param running waiting ones and those that are worked on
public record WorkspaceWork(CountedRuns needsYou, CountedRuns running, Workers workers) {

    /// @param number at most 1,000
    /// @param more there are more than were counted
    /// @param oldestAt of those counted; null where there are none
    public record CountedRuns(
            int number, boolean more, @Nullable Instant oldestAt) {

        /// `17`, or `1,000+` where there are more.
        ///
        /// @param format of a number
        public String told(LongFunction<String> format) {
            return format.apply(number) + (more ? "+" : "");
        }
    }

    /// @param there those that have said so within the last seconds
    /// @param known those that have not left in order
    /// @param lastPassAt when a regular comparison of all active runs last came to its end; null where none has
    public record Workers(int there, int known, @Nullable Instant lastPassAt) {}

    /// How the runs of a time ended, of the newest ones.
    ///
    /// @param more there were more than were counted
    /// @param decided how many were ended from records rather than by a worker's report
    /// @param contradicted how many of those were contradicted by a later report
    public record Endings(List<DayEndings> days, int total, boolean more, int decided, int contradicted) {

        public Endings {
            days = List.copyOf(days);
        }
    }

    /// @param decided whether from records
    public record DayEndings(LocalDate day, RunOutcome outcome, boolean decided, int number) {}

    /// One of several workspaces.
    ///
    /// @param environments at most 1,000
    public record WorkspaceStanding(UUID workspaceId, int environments, CountedRuns needsYou, CountedRuns running) {}
}

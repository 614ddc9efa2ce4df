package io.runtruth.reviews;

import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A risk that somebody is about to accept.
///
/// @param tool as evidence names it
/// @param control the tool's id of the control, with or without the version behind it; 1 to 300 characters
/// @param ordinal only this one of those with the same id and resource, from 1, where there is no resource of those
///     without one; null for all
/// @param resource only what was found there, at most 1,000 characters; null for all
public record NewWaiver(
        String tool,
        String control,
        @Nullable Integer ordinal,
        @Nullable String resource,
        Terms terms) {

    private static final int LONGEST_CONTROL = 300;
    private static final int LONGEST_RESOURCE = 1_000;

    /// @throws Problem.InvalidInput `waiver.scope`
    public NewWaiver {
        tool = line("tool", tool, Label.LONGEST);
        control = line("control", control, LONGEST_CONTROL);
        resource = resource == null || resource.isBlank() ? null : line("resource", resource, LONGEST_RESOURCE);
        if (ordinal != null && ordinal < 1) {
            throw new Problem.InvalidInput("waiver.scope", "ordinal", Integer.MAX_VALUE);
        }
    }

    private static String line(String name, String text, int longest) {
        var stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > longest
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.InvalidInput("waiver.scope", name, longest);
        }
        return stripped;
    }

    /// What an accepted risk says beside its scope; each edit says it anew.
    ///
    /// @param reason 1 to 2,000 characters
    /// @param owner who answers for it, a member or any name, as [Label] has it; null: who accepts it
    /// @param until the last day it holds, of UTC; at most 366 days ahead
    /// @param reviewOn the day to look at it again, not after `until`; null: 14 days before it
    public record Terms(
            String reason,
            @Nullable String owner,
            LocalDate until,
            @Nullable LocalDate reviewOn) {

        /// From the day it is accepted.
        public static final int LONGEST_DAYS = 366;

        private static final int LONGEST_REASON = 2_000;

        /// @throws Problem.InvalidInput `waiver.reason`, `label.form`
        public Terms {
            reason = reason.strip();
            if (reason.isEmpty()
                    || reason.length() > LONGEST_REASON
                    || reason.chars()
                            .anyMatch(it -> it != '\n' && it != '\r' && it != '\t' && Character.isISOControl(it))) {
                throw new Problem.InvalidInput("waiver.reason", LONGEST_REASON);
            }
            owner = owner == null || owner.isBlank() ? null : Label.require(owner);
        }

        /// Whole, as it is kept.
        ///
        /// @param by who accepts it
        /// @throws Problem.InvalidInput `waiver.until`, `waiver.review_on`
        Terms checked(LocalDate today, String by) {
            if (until.isBefore(today) || until.isAfter(today.plusDays(LONGEST_DAYS))) {
                throw new Problem.InvalidInput(
                        "waiver.until", today.plusDays(LONGEST_DAYS).toString());
            }
            var review = reviewOn == null ? later(today, until.minusDays(WaiverState.EXPIRING_DAYS)) : reviewOn;
            if (review.isBefore(today) || review.isAfter(until)) {
                throw new Problem.InvalidInput("waiver.review_on");
            }
            return new Terms(reason, owner == null ? by : owner, until, review);
        }

        private static LocalDate later(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }
    }
}

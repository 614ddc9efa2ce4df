package io.runtruth.mail;

import io.runtruth.operations.reads.Notice;
import io.runtruth.portal.QuestionNotice;
import io.runtruth.reviews.WaiverQueries.WaiversDue;
import java.time.Instant;

/// One thing that a digest tells, with nothing of evidence or reviews in it.
sealed interface ToldFact {

    /// When it became so.
    Instant at();

    /// Whether somebody has to deal with a run.
    default boolean isRunThatNeedsSomebody() {
        return false;
    }

    record ToldRun(Notice notice) implements ToldFact {

        @Override
        public Instant at() {
            return notice.toldAt();
        }

        @Override
        public boolean isRunThatNeedsSomebody() {
            return notice.needsAttention();
        }
    }

    record ToldQuestion(QuestionNotice notice) implements ToldFact {

        @Override
        public Instant at() {
            return notice.at();
        }
    }

    record ToldRisks(WaiversDue due) implements ToldFact {

        @Override
        public Instant at() {
            return due.since();
        }
    }
}

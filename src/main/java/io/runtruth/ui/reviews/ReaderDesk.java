package io.runtruth.ui.reviews;

import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.NewShareLink;
import io.runtruth.portal.Question;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.portal.QuestionService;
import io.runtruth.portal.Reading;
import io.runtruth.portal.ReadingQueries;
import io.runtruth.portal.ReadingService;
import io.runtruth.portal.ShareLink;
import io.runtruth.portal.ShareLinkQueries;
import io.runtruth.portal.ShareLinkService;
import io.runtruth.portal.SharingService;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What readers and those who review say to each other of a published review, and who else is let in to read it, for
/// the pages of the node.
@Component
class ReaderDesk {

    private final ReadingService readingService;
    private final ReadingQueries readings;
    private final QuestionService questionService;
    private final QuestionQueries questions;
    private final SharingService sharing;
    private final ShareLinkService shareLinkService;
    private final ShareLinkQueries shareLinks;
    private final CurrentActor current;
    private final ProblemMessages messages;

    ReaderDesk(
            ReadingService readingService,
            ReadingQueries readings,
            QuestionService questionService,
            QuestionQueries questions,
            SharingService sharing,
            ShareLinkService shareLinkService,
            ShareLinkQueries shareLinks,
            CurrentActor current,
            ProblemMessages messages) {
        this.readingService = readingService;
        this.readings = readings;
        this.questionService = questionService;
        this.questions = questions;
        this.sharing = sharing;
        this.shareLinkService = shareLinkService;
        this.shareLinks = shareLinks;
        this.current = current;
        this.messages = messages;
    }

    /// @param review that was published
    AtReview at(WorkspaceRow workspace, ReviewRow review) {
        return new AtReview(workspace, review);
    }

    /// One review, and who reads it here.
    final class AtReview {

        private final WorkspaceRow workspace;
        private final ReviewRow review;

        private AtReview(WorkspaceRow workspace, ReviewRow review) {
            this.workspace = workspace;
            this.review = review;
        }

        ProblemMessages messages() {
            return messages;
        }

        boolean isOut() {
            return review.status().isOut();
        }

        /// Whether the reader is one of those that it was published for.
        boolean isForReader() {
            return !workspace.may(Capability.ENVIRONMENT_REVIEW_VIEW);
        }

        /// Answers, shares, and takes links back.
        boolean mayManage() {
            return workspace.may(Capability.ENVIRONMENT_REVIEW_VIEW)
                    && workspace.may(Capability.ENVIRONMENT_REVIEW_MANAGE);
        }

        List<Reading> readings() {
            return readings.of(current.get(), workspace.id(), review.id());
        }

        List<Question> questions() {
            return questions.of(current.get(), workspace.id(), review.id());
        }

        void confirm() {
            readingService.confirm(current.get(), workspace.id(), review.id());
        }

        void ask(NewQuestion asked) {
            questionService.ask(current.get(), workspace.id(), review.id(), asked);
        }

        void answer(UUID question, String answer) {
            questionService.answer(current.get(), workspace.id(), question, answer);
        }

        void close(UUID question) {
            questionService.close(current.get(), workspace.id(), question);
        }

        List<ShareLink> shareLinks() {
            return shareLinks.of(current.get(), workspace.id(), review.id());
        }

        /// @return the secret of the link, which is told once
        String share(NewShareLink asked) {
            return sharing.share(current.get(), workspace.id(), review.id(), asked)
                    .secret();
        }

        void revoke(ShareLink link) {
            shareLinkService.revoke(current.get(), workspace.id(), link.id());
        }
    }
}

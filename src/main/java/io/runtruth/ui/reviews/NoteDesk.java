package io.runtruth.ui.reviews;

import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewNoteQueries;
import io.runtruth.reviews.ReviewNoteQueries.Offer;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What reviewers say in their own words, for the pages of the node.
@Component
class NoteDesk {

    private final ReviewNoteService service;
    private final ReviewNoteQueries notes;
    private final CurrentActor current;
    private final ProblemMessages messages;

    NoteDesk(ReviewNoteService service, ReviewNoteQueries notes, CurrentActor current, ProblemMessages messages) {
        this.service = service;
        this.notes = notes;
        this.current = current;
        this.messages = messages;
    }

    NotedReview at(WorkspaceRow workspace, ReviewRow review) {
        return new NotedReview(workspace, review);
    }

    /// One review, and who reads it here.
    final class NotedReview {

        private final WorkspaceRow workspace;
        private final ReviewRow review;

        private NotedReview(WorkspaceRow workspace, ReviewRow review) {
            this.workspace = workspace;
            this.review = review;
        }

        ProblemMessages messages() {
            return messages;
        }

        ReviewStatus status() {
            return review.status();
        }

        /// By whoever publishes it, until it is published or has ended.
        boolean mayEdit() {
            var manages = workspace.may(Capability.ENVIRONMENT_REVIEW_VIEW)
                    && workspace.may(Capability.ENVIRONMENT_REVIEW_MANAGE);
            return manages && review.status().isOpen();
        }

        List<ReviewNote> now() {
            return notes.of(current.get(), ref());
        }

        void write(ReviewSection section, NewNote note) {
            service.write(current.get(), ref(), section, note);
        }

        /// Nothing, where they are gone already.
        void remove(ReviewSection section, long version) {
            try {
                service.remove(current.get(), ref(), section, version);
            } catch (Problem.NotFound _) {
                // somebody else has done so
            }
        }

        Optional<Offer> offered() {
            return mayEdit() ? notes.offered(current.get(), ref()) : Optional.empty();
        }

        int takeOver() {
            return service.takeOver(current.get(), ref());
        }

        private ReviewRef ref() {
            return new ReviewRef(new Scope(workspace.id(), review.environment().id()), review.id());
        }
    }
}

package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of what reviewers say in their own words (contract 6). Who publishes reviews writes, as long as the
/// review
/// is a draft or ready; whoever publishes waits for who writes, so that what is published never changes. Each change
/// commits with its audit entry and is on open pages at once. The text itself is not in the trail.
@Service
public class ReviewNoteService {

    private static final String SUBJECT = "environment_review";

    private final PublicationRecordService records;
    private final PublicationRepository publications;
    private final ReviewNoteRepository notes;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewNoteService(
            PublicationRecordService records,
            PublicationRepository publications,
            ReviewNoteRepository notes,
            ChangeFeed feed,
            AuditTrail audit,
            Clock clock) {
        this.records = records;
        this.publications = publications;
        this.notes = notes;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /// In place of the words that the writer has seen.
    ///
    /// @throws Problem.InvalidInput `review.note_text`
    /// @throws Problem.Conflict `edit.changed_meanwhile` where there are others by now, `review.notes_frozen`,
    ///     `environment.archived`
    @Transactional
    public void write(Actor actor, ReviewRef ref, ReviewSection section, NewNote asked) {
        hold(actor, ref);
        var note = asked.checked();
        var before = seen(ref, section).orElse(null);
        if (!notes.write(ref, section, note, actor.name(), clock.instant())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        changed(
                actor,
                ref,
                "review.note_written",
                before == null ? Map.of() : values(before.text(), before.internal()),
                values(note.text(), note.internal()),
                Map.of("section", section.code()));
    }

    /// @param version that this was decided by; null: whatever it is now
    /// @throws Problem.NotFound where there are none
    /// @throws Problem.Conflict `edit.changed_meanwhile`, `review.notes_frozen`, `environment.archived`
    @Transactional
    public void remove(Actor actor, ReviewRef ref, ReviewSection section, @Nullable Long version) {
        hold(actor, ref);
        var before = seen(ref, section).orElseThrow(() -> new Problem.NotFound("not_found"));
        var expected = version == null ? before.version() : version;
        if (!notes.remove(ref, section, expected, actor.name(), clock.instant())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        changed(
                actor,
                ref,
                "review.note_removed",
                values(before.text(), before.internal()),
                Map.of(),
                Map.of("section", section.code()));
    }

    /// The words of the review that this one would supersede, for those sections that have none here. Who takes them
    /// over stands by them: they are the actor's from now on.
    ///
    /// @return for how many sections
    /// @throws Problem.Conflict `review.notes_frozen`, `environment.archived`
    @Transactional
    public int takeOver(Actor actor, ReviewRef ref) {
        hold(actor, ref);
        var from = publications.published(ref).map(Baseline::reviewId);
        var taken = from.map(it -> notes.takeOver(it, ref, actor.name(), clock.instant()))
                .orElse(List.of());
        if (!taken.isEmpty()) {
            var sections = taken.stream().sorted().map(ReviewSection::code).toList();
            changed(
                    actor,
                    ref,
                    "review.notes_taken_over",
                    Map.of(),
                    Map.of(),
                    Map.of("sections", sections, "review", from.orElseThrow()));
        }
        return taken.size();
    }

    private void hold(Actor actor, ReviewRef ref) {
        if (!records.held(actor, ref).status().isOpen()) {
            throw new Problem.Conflict("review.notes_frozen");
        }
    }

    private Optional<ReviewNote> seen(ReviewRef ref, ReviewSection section) {
        return notes.of(ref.scope().workspaceId(), ref.id(), false).stream()
                .filter(it -> it.section() == section)
                .findFirst();
    }

    private static Map<String, Object> values(String text, boolean internal) {
        return Map.of("characters", text.length(), "internal", internal);
    }

    private void changed(
            Actor actor,
            ReviewRef ref,
            String action,
            Map<String, Object> before,
            Map<String, Object> after,
            Map<String, Object> about) {
        audit.append(
                actor,
                ref.scope().workspaceId(),
                new Entry(action, SUBJECT, ref.id(), before, after, new HashMap<>(about)));
        feed.publish(new Change(Change.Kind.REVIEW, ref.scope(), ref.id()));
    }
}

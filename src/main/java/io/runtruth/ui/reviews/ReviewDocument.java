package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.reviews.FindingHistory;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.ui.kit.LocalFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A composed review for reading and printing (contract 6): its content in words, in the reader's language. The
/// first page answers, the rest proves. What comes from evidence is only ever shown as plain text. A section
/// without content is absent.
final class ReviewDocument extends Article {

    private final LocalFormat format;
    private final FrontSection front;
    private final IdentitySection identity;
    private @Nullable DriftSection drift;
    private @Nullable FindingsSection findings;
    private NotePlace.@Nullable ToldNotes ownWords;

    /// @param address of another review, by its id
    /// @param now as of which ages are told
    /// @param onFilter hears which findings the reader chose
    /// @param past how the finding of a place stood in the reviews before
    /// @param asked what is asked about the finding of a place; empty where nobody can ask
    /// @param accept asks for accepting the risk of some findings; null where the reader may not
    ReviewDocument(
            ReviewRow review,
            ReviewContent content,
            Function<UUID, String> address,
            LocalFormat format,
            Instant now,
            FindingFilter filter,
            Consumer<FindingFilter> onFilter,
            IntFunction<Optional<FindingHistory>> past,
            IntFunction<Optional<FindingQuestions>> asked,
            @Nullable Consumer<List<Finding>> accept) {
        this.format = format;
        this.identity = new IdentitySection(review, content, address, format);
        var words = new FindingWords(content, InWords.of(format));
        setId("document");
        addClassName("document");
        front = new FrontSection(content, words, format, now, this::reveal);
        add(front);
        if (content.findings() != null) {
            findings = new FindingsSection(
                    content, content.findings(), words, filter, format, onFilter, past, asked, accept);
            add(findings);
        } else {
            addWhatWasNamed(content, words);
        }
        new AcceptedWords(words, InWords.of(format))
                .unneeded(content)
                .map(Paragraph::new)
                .ifPresent(this::add);
        if (content.operationsHealth() != null && content.operationsHealth().runs() > 0) {
            add(new OperationsSection(content.operationsHealth(), format));
        }
        if (content.controlPosture() != null) {
            add(new PostureSection(content.controlPosture(), words, format));
        }
        add(identity, new ProvenanceSection(review, content, format), new ReadingSection());
    }

    /// Content of earlier rules names what failed and what is suppressed, and no other check.
    private void addWhatWasNamed(ReviewContent content, FindingWords words) {
        if (content.topRisks() != null) {
            add(new RisksSection(content.topRisks(), format));
        }
        if (content.acceptedSuppressed() != null) {
            add(new SuppressedSection(content.acceptedSuppressed(), words, format));
        }
    }

    /// What changed since the review that was published before, which can become another one until this is published
    /// too.
    ///
    /// @param changed since that; empty where there is none
    /// @param shown the same, or since another that the reader chose
    /// @param onChosen hears which
    void tell(Optional<ReviewDrift> changed, DriftSection.DriftShown shown, Consumer<UUID> onChosen) {
        front.tell(changed);
        if (drift != null) {
            remove(drift);
        }
        drift = shown.isEmpty() ? null : new DriftSection(shown, format, onChosen);
        if (drift != null) {
            addComponentAtIndex(1, drift);
        }
        showOwnWords();
    }

    /// What the reviewer says, each in its section, and of sections that are not here on the first page.
    void tell(NotePlace.ToldNotes told) {
        ownWords = told;
        showOwnWords();
    }

    private void showOwnWords() {
        var told = ownWords;
        if (told == null) {
            return;
        }
        var sections = getChildren()
                .filter(DocumentSection.class::isInstance)
                .map(DocumentSection.class::cast)
                .toList();
        var there = sections.stream().flatMap(it -> it.about().stream()).toList();
        var elsewhere = told.notes().stream()
                .filter(note -> !there.contains(note.section()))
                .toList();
        sections.forEach(it -> it.tell(told, it == front ? elsewhere : List.of()));
    }

    /// What became of the review; its content stays where its reader is.
    void tell(ReviewRow review) {
        identity.tell(review);
    }

    /// Everything by name, however much of it the screen shows.
    void forPaper() {
        if (findings != null) {
            findings.forPaper();
        }
    }

    /// A place that there is not is none.
    void reveal(int finding) {
        if (findings != null) {
            findings.reveal(finding);
        }
    }
}

package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Article;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.ui.kit.LocalFormat;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A composed review for reading and printing (contract 6): its content in words, in the reader's language. The
/// first page answers, the rest proves. What comes from evidence is only ever shown as plain text. A section
/// without content is absent.
final class ReviewDocument extends Article {

    private @Nullable FindingsSection findings;

    /// @param now as of which ages are told
    /// @param onFilter hears which findings the reader chose
    ReviewDocument(
            ReviewRow review,
            ReviewContent content,
            LocalFormat format,
            Instant now,
            FindingFilter filter,
            Consumer<FindingFilter> onFilter) {
        setId("document");
        addClassName("document");
        add(new FrontSection(content, format, now, this::reveal));
        if (content.findings() != null) {
            findings = new FindingsSection(content, filter, format, onFilter);
            add(findings);
        } else {
            addWhatWasNamed(content, format);
        }
        if (content.operationsHealth() != null && content.operationsHealth().runs() > 0) {
            add(new OperationsSection(content.operationsHealth(), format));
        }
        if (content.controlPosture() != null) {
            add(new PostureSection(content, format));
        }
        add(
                new IdentitySection(review, content, format),
                new ProvenanceSection(review, content, format),
                new ReadingSection());
    }

    /// Content of earlier rules names what failed and what is suppressed, and no other check.
    private void addWhatWasNamed(ReviewContent content, LocalFormat format) {
        if (content.topRisks() != null) {
            add(new RisksSection(content.topRisks(), format));
        }
        if (content.acceptedSuppressed() != null) {
            add(new SuppressedSection(content.acceptedSuppressed(), format));
        }
    }

    /// Everything by name, however much of it the screen shows.
    void forPaper() {
        if (findings != null) {
            findings.forPaper();
        }
    }

    private void reveal(int finding) {
        if (findings != null) {
            findings.reveal(finding);
        }
    }
}

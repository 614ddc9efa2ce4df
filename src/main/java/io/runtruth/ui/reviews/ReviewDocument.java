package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Article;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.ui.kit.LocalFormat;

/// A composed review for reading and printing (contract 6): its content in words, in the reader's language. What
/// comes from evidence is only ever shown as plain text. A section without content is absent.
final class ReviewDocument extends Article {

    ReviewDocument(ReviewRow review, ReviewContent content, LocalFormat format) {
        setId("document");
        addClassName("document");
        add(new IdentitySection(review, content, format));
        if (content.executiveSummary() != null) {
            add(new SummarySection(content.executiveSummary(), format));
        }
        if (content.controlPosture() != null) {
            add(new PostureSection(content, format));
        }
        if (content.topRisks() != null) {
            add(new RisksSection(content.topRisks(), format));
        }
        if (content.acceptedSuppressed() != null) {
            add(new SuppressedSection(content.acceptedSuppressed(), format));
        }
        if (content.operationsHealth() != null) {
            add(new OperationsSection(content.operationsHealth(), format));
        }
        add(new ProvenanceSection(review, content, format), new ReadingSection());
    }
}

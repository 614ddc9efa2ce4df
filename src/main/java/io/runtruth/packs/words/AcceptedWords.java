package io.runtruth.packs.words;

import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.texts.ForeignText;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a document says of accepted risks (contract 6, content): who accepted what, why and until when.
public final class AcceptedWords {

    private static final int NAMED = 5;

    private final FindingWords findings;
    private final DocumentWords words;

    public AcceptedWords(FindingWords findings, DocumentWords words) {
        this.findings = findings;
        this.words = words;
    }

    /// Empty where the finding is not accepted.
    public static Optional<AcceptedRisk> of(ReviewContent content, Finding finding) {
        var section = content.acceptedSuppressed();
        return section == null || finding.accepted() == null
                ? Optional.empty()
                : Optional.of(section.accepted().get(finding.accepted()).risk());
    }

    /// Why, who and until when, in one line.
    public String line(AcceptedRisk risk) {
        return Stream.of(
                        Optional.of(ForeignText.shown(risk.reason())),
                        Optional.of(by(risk)),
                        owner(risk),
                        Optional.of(words.text(
                                "document.accepted.until_day", words.forms().date(risk.until()))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    /// Who and when; when only, where the document is told without names of people.
    public String by(AcceptedRisk risk) {
        var day = words.forms().date(risk.acceptedAt().atZone(ZoneOffset.UTC).toLocalDate());
        return risk.acceptedBy() == null
                ? words.text("document.accepted.on", day)
                : words.text("document.accepted.by", risk.acceptedBy(), day);
    }

    private Optional<String> owner(AcceptedRisk risk) {
        return Optional.ofNullable(risk.owner()).map(owner -> words.text("document.accepted.owned", owner));
    }

    /// What is not met and yet not among what to begin with.
    public Optional<String> notAmongTheFirst(ReviewContent content) {
        var all = content.findings();
        if (all == null) {
            return Optional.empty();
        }
        var accepted = all.controls().stream()
                .filter(it -> it.group() == FindingGroup.ACCEPTED && it.result() == CheckResult.FAIL)
                .toList();
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        var named = accepted.stream()
                .limit(NAMED)
                .map(it -> words.text("document.accepted.named", findings.title(it), it.controlId()))
                .collect(Collectors.toList());
        if (accepted.size() > NAMED) {
            named.add(words.text("document.risks.more", accepted.size() - NAMED));
        }
        return Optional.of(
                words.text("document.accepted.not_among", words.forms().list(named)));
    }

    /// Accepted risks under which nothing was found that they would be needed for.
    public Optional<String> unneeded(ReviewContent content) {
        var section = content.acceptedSuppressed();
        var unneeded = section == null
                ? List.<AcceptedChecks>of()
                : section.accepted().stream().filter(it -> !it.concernsAny()).toList();
        if (unneeded.isEmpty()) {
            return Optional.empty();
        }
        var named = unneeded.stream()
                .limit(NAMED)
                .map(it -> ForeignText.joined(
                        " ", it.risk().tool(), it.risk().control(), it.risk().resource()))
                .collect(Collectors.toList());
        if (unneeded.size() > NAMED) {
            named.add(words.text("document.risks.more", unneeded.size() - NAMED));
        }
        return Optional.of(words.text(
                "document.accepted.unneeded", unneeded.size(), words.forms().list(named)));
    }
}

package io.runtruth.packs.words;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.texts.ForeignText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a finding of this content is called, as it may be shown.
public final class FindingWords {

    private final List<ReviewContent.SnapshotProvenance> sources;
    private final DocumentWords words;
    private final Map<Integer, Map<String, String>> products = new HashMap<>();

    public FindingWords(ReviewContent content, DocumentWords words) {
        this.words = words;
        sources = content.provenance().snapshots();
        var findings = content.findings();
        if (findings != null) {
            findings.controls().forEach(this::learn);
        }
    }

    private void learn(Finding finding) {
        if (finding.product() != null) {
            products.computeIfAbsent(finding.source(), _ -> new HashMap<>())
                    .putIfAbsent(finding.area(), finding.product());
        }
    }

    /// A control's title states what should be, so that one that is not met says so first. SARIF's rules state the
    /// fault itself.
    public String title(int source, FindingGroup group, String title) {
        return group == FindingGroup.NOT_MET && !isFault(source)
                ? words.text("document.findings.not_met_title", title)
                : ForeignText.shown(title);
    }

    /// Also of one that is not met and accepted.
    public String title(Finding finding) {
        var isNotMet = finding.group() == FindingGroup.ACCEPTED && finding.result() == CheckResult.FAIL;
        return title(finding.source(), isNotMet ? FindingGroup.NOT_MET : finding.group(), finding.title());
    }

    private boolean isFault(int source) {
        return sources.get(source).source().format().equals(EvidenceFormat.SARIF.code());
    }

    /// Why the tool's own waiver hides something, in a person's words; those who are told no files are not told
    /// that either.
    public String hiddenWhy(@Nullable String reason) {
        if (reason != null) {
            return ForeignText.shown(reason);
        }
        var isToldToOthers = sources.stream().anyMatch(it -> it.source().file() == null);
        return words.text(isToldToOthers ? "document.suppressed.not_told" : "document.suppressed.no_reason");
    }

    /// In full, as far as the tool says what it abbreviates.
    ///
    /// @param source position in the provenance
    public String area(int source, String area) {
        if (area.isEmpty()) {
            return words.text("document.posture.no_area");
        }
        return ForeignText.shown(products.getOrDefault(source, Map.of()).getOrDefault(area, area));
    }

    /// Of all sources together: in full where they agree on one name.
    public String area(String area) {
        var names = IntStream.range(0, sources.size())
                .mapToObj(source -> area(source, area))
                .filter(name -> !name.equals(ForeignText.shown(area)))
                .distinct()
                .toList();
        return names.size() == 1 ? names.getFirst() : ForeignText.shown(area);
    }

    /// @param snapshotId one of the content's own
    public int source(UUID snapshotId) {
        for (int index = 0; index < sources.size(); index++) {
            if (sources.get(index).source().snapshotId().equals(snapshotId)) {
                return index;
            }
        }
        throw new IllegalArgumentException(snapshotId.toString());
    }

    public boolean isOneOfSeveral() {
        return sources.size() > 1;
    }

    public String sourceName(int source) {
        return SourceName.of(sources.get(source).source());
    }
}

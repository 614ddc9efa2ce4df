package io.runtruth.packs.words;

import io.runtruth.packs.words.Frameworks.Framework;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Findings by the requirements of one framework, as their tools name them (contract 6): each stands under every
/// requirement that its tool names, or else in `notMapped`.
///
/// @param requirements in the order in which people number them
/// @param notMapped in the order of the document, those of tools included that don't name the framework
/// @param findings how many findings these are
/// @param cut those whose tool names more requirements, of whatever framework, than are kept
public record FrameworkPosture(
        Framework framework, List<Requirement> requirements, List<Finding> notMapped, long findings, long cut) {

    public FrameworkPosture {
        requirements = List.copyOf(requirements);
        notMapped = List.copyOf(notMapped);
    }

    /// Checks by group, of those that there are some of.
    public static Map<FindingGroup, Long> counts(Collection<Finding> findings) {
        var counts = new EnumMap<FindingGroup, Long>(FindingGroup.class);
        findings.forEach(it -> counts.merge(it.group(), it.checks(), Long::sum));
        return counts;
    }

    /// "2 not met, 1 warning".
    public static String counted(Collection<Finding> findings, DocumentWords words) {
        return words.forms()
                .list(counts(findings).entrySet().stream()
                        .map(it -> words.text(
                                "document.frameworks.count." + it.getKey().code(), it.getValue()))
                        .toList());
    }

    /// How many are not mapped, and of how many that is not known; in sentences.
    public List<String> sentences(DocumentWords words) {
        var unmapped = words.text("document.frameworks.not_mapped_of", notMapped.size(), findings);
        return cut == 0 ? List.of(unmapped) : List.of(unmapped, words.text("document.frameworks.cut", cut));
    }

    /// @param findings in the order of the document, at least one
    public record Requirement(String id, List<Finding> findings) {

        public Requirement {
            findings = List.copyOf(findings);
        }

        public List<Finding> of(FindingGroup group) {
            return findings.stream().filter(it -> it.group() == group).toList();
        }
    }
}

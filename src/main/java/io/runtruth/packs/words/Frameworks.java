package io.runtruth.packs.words;

import io.runtruth.packs.words.FrameworkPosture.Requirement;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The frameworks that the tools of a document name (contract 6). Nothing is mapped here: what a tool says is told
/// under one name for each framework, whatever way it writes it.
public final class Frameworks {

    private final ReviewContent content;
    private final List<Finding> findings;
    private final Map<String, String> names = new HashMap<>();
    private final List<Framework> named = new ArrayList<>();

    public Frameworks(ReviewContent content) {
        this.content = content;
        this.findings =
                Optional.ofNullable(content.findings()).map(Findings::controls).orElse(List.of());
        var sources = new TreeMap<String, SortedSet<Integer>>(NaturalOrder.OF_IDS);
        findings.forEach(finding -> finding.references().stream()
                .filter(it -> !it.saysMore())
                .forEach(it -> sources.computeIfAbsent(name(it.framework()), _ -> new TreeSet<>())
                        .add(finding.source())));
        sources.forEach(this::add);
    }

    private String name(String told) {
        return names.computeIfAbsent(told, FrameworkName::of);
    }

    private void add(String name, SortedSet<Integer> sources) {
        if (sources.size() > 1 && FrameworkName.isOfUnsaidProduct(name)) {
            sources.forEach(source ->
                    named.add(new Framework(name + " · " + sourceName(source), name, new TreeSet<>(Set.of(source)))));
        } else {
            named.add(new Framework(name, name, sources));
        }
    }

    private String sourceName(int source) {
        return SourceName.of(content.provenance().snapshots().get(source).source());
    }

    /// By name; none where findings are not kept by name, and where no tool names any.
    public List<Framework> named() {
        return List.copyOf(named);
    }

    /// Empty where no tool of this document names it.
    public Optional<Framework> byName(String name) {
        return named.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    public FrameworkPosture posture(Framework framework) {
        return posture(framework, findings);
    }

    /// @param some of the findings, in the order of the document
    public FrameworkPosture posture(Framework framework, Collection<Finding> some) {
        SortedMap<String, List<Finding>> byId = new TreeMap<>(NaturalOrder.OF_IDS);
        var notMapped = new ArrayList<Finding>();
        var cut = 0L;
        for (var finding : some) {
            var ids = ids(finding, framework);
            ids.forEach(id -> byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(finding));
            if (ids.isEmpty()) {
                notMapped.add(finding);
            }
            cut += finding.references().stream().anyMatch(it -> it.saysMore()) ? 1 : 0;
        }
        var requirements = byId.entrySet().stream()
                .map(it -> new Requirement(it.getKey(), it.getValue()))
                .toList();
        return new FrameworkPosture(framework, requirements, notMapped, some.size(), cut);
    }

    private Set<String> ids(Finding finding, Framework framework) {
        if (!framework.sources().contains(finding.source())) {
            return Set.of();
        }
        var ids = new LinkedHashSet<String>();
        finding.references().stream()
                .filter(it -> !it.saysMore() && name(it.framework()).equals(framework.family()))
                .forEach(it -> ids.add(it.id()));
        return ids;
    }

    /// Which tools name a framework, in one sentence.
    public String namedBy(Framework framework, DocumentWords words) {
        var tools = framework.sources().stream()
                .map(it ->
                        SourceName.tool(content.provenance().snapshots().get(it).source()))
                .distinct()
                .toList();
        return words.text("document.frameworks.named_by", words.forms().list(tools));
    }

    /// @param name unique in the document
    /// @param family the name without whose it is, where that had to be said
    /// @param sources positions in the provenance of those that name it
    public record Framework(String name, String family, SortedSet<Integer> sources) {}
}

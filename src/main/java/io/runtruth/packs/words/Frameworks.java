package io.runtruth.packs.words;

import io.runtruth.packs.words.FrameworkPosture.Requirement;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The frameworks that the tools of a document name (contract 6). Nothing is mapped here: what a tool says is told
/// under one name for each framework, whatever way it writes it.
public final class Frameworks {

    /// However many the tools name.
    public static final int MOST = 50;

    private static final Comparator<Framework> BY_NAME = Comparator.comparing(Framework::name, NaturalOrder.OF_IDS);

    private final ReviewContent content;
    private final List<Finding> findings;
    private final Map<String, String> names = new HashMap<>();
    private final List<Framework> named;
    private final int more;

    public Frameworks(ReviewContent content) {
        this.content = content;
        this.findings =
                Optional.ofNullable(content.findings()).map(Findings::controls).orElse(List.of());
        var all = all();
        this.more = Math.max(0, all.size() - MOST);
        this.named = apart(all.stream()
                .sorted(Comparator.comparingInt(Candidate::findings)
                        .reversed()
                        .thenComparing(Candidate::framework, BY_NAME))
                .limit(MOST)
                .map(Candidate::framework)
                .sorted(BY_NAME)
                .toList());
    }

    private String name(String told) {
        return names.computeIfAbsent(told, FrameworkName::of);
    }

    private List<Candidate> all() {
        var bySource = new HashMap<String, SortedMap<Integer, Integer>>();
        for (var finding : findings) {
            families(finding)
                    .keySet()
                    .forEach(it -> bySource.computeIfAbsent(it, _ -> new TreeMap<>())
                            .merge(finding.source(), 1, Integer::sum));
        }
        var all = new ArrayList<Candidate>();
        bySource.forEach((family, counts) -> {
            if (counts.size() > 1 && FrameworkName.isOfUnsaidProduct(family)) {
                counts.forEach((source, count) -> all.add(new Candidate(
                        new Framework(family + " · " + sourceName(source), family, new TreeSet<>(Set.of(source))),
                        count)));
            } else {
                all.add(new Candidate(
                        new Framework(family, family, new TreeSet<>(counts.keySet())),
                        counts.values().stream().mapToInt(it -> it).sum()));
            }
        });
        return all;
    }

    /// A tool may write the very name that another was given here, and two sources may be called alike: what was given
    /// here is numbered then.
    private static List<Framework> apart(List<Framework> some) {
        var taken = some.stream()
                .filter(Framework::isToldSo)
                .map(Framework::name)
                .collect(Collectors.toCollection(HashSet::new));
        return some.stream()
                .map(it -> it.isToldSo() ? it : it.called(free(it.name(), taken)))
                .sorted(BY_NAME)
                .toList();
    }

    private static String free(String name, Set<String> taken) {
        var free = name;
        for (var number = 2; !taken.add(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    /// The ids that its tool names, by the name of their framework.
    private Map<String, Set<String>> families(Finding finding) {
        var ids = new HashMap<String, Set<String>>();
        finding.references().stream()
                .filter(it -> !it.saysMore())
                .forEach(it -> ids.computeIfAbsent(name(it.framework()), _ -> new LinkedHashSet<>())
                        .add(it.id()));
        return ids;
    }

    private String sourceName(int source) {
        return SourceName.of(content.provenance().snapshots().get(source).source());
    }

    /// By name, at most [#MOST], those with most findings; none where findings are not kept by name, and where no tool
    /// names any.
    public List<Framework> named() {
        return named;
    }

    /// How many more the tools name.
    public int more() {
        return more;
    }

    /// That there are more; empty where there are none.
    public Optional<String> more(DocumentWords words) {
        return more == 0 ? Optional.empty() : Optional.of(words.text("document.frameworks.more", more, MOST));
    }

    /// Empty where no tool of this document names it.
    public Optional<Framework> byName(String name) {
        return named.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /// Of all that are named, in their order.
    public List<FrameworkPosture> postures() {
        return postures(named, findings);
    }

    /// @param some of the findings, in the order of the document
    public FrameworkPosture posture(Framework framework, Collection<Finding> some) {
        return postures(List.of(framework), some).getFirst();
    }

    private List<FrameworkPosture> postures(List<Framework> frameworks, Collection<Finding> some) {
        var gathered = frameworks.stream().map(Gathered::new).toList();
        var cut = 0L;
        for (var finding : some) {
            var families = families(finding);
            gathered.forEach(it -> it.add(finding, families));
            cut += finding.references().stream().anyMatch(it -> it.saysMore()) ? 1 : 0;
        }
        var ofMore = cut;
        return gathered.stream().map(it -> it.posture(some.size(), ofMore)).toList();
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
    public record Framework(String name, String family, SortedSet<Integer> sources) {

        private boolean isToldSo() {
            return name.equals(family);
        }

        private Framework called(String other) {
            return new Framework(other, family, sources);
        }
    }

    private record Candidate(Framework framework, int findings) {}

    /// The findings of one framework.
    private record Gathered(Framework framework, SortedMap<String, List<Finding>> byId, List<Finding> notMapped) {

        private Gathered(Framework framework) {
            this(framework, new TreeMap<>(NaturalOrder.OF_IDS), new ArrayList<>());
        }

        private void add(Finding finding, Map<String, Set<String>> families) {
            var ids = framework.sources().contains(finding.source())
                    ? families.getOrDefault(framework.family(), Set.of())
                    : Set.<String>of();
            ids.forEach(id -> byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(finding));
            if (ids.isEmpty()) {
                notMapped.add(finding);
            }
        }

        private FrameworkPosture posture(long findings, long cut) {
            var requirements = byId.entrySet().stream()
                    .map(it -> new Requirement(it.getKey(), it.getValue()))
                    .toList();
            return new FrameworkPosture(framework, requirements, notMapped, findings, cut);
        }
    }
}

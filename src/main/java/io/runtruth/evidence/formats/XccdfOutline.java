package io.runtruth.evidence.formats;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The scans of a file and which benchmarks it has, known before the first check is read.
final class XccdfOutline implements XccdfParts {

    private static final int MAX_ENTRIES = 10_000;
    private static final Set<String> ASSETS = Set.of("http://scap.nist.gov/schema/asset-identification/1.1");

    private final XmlCursor in;
    private final List<XccdfScan> scans = new ArrayList<>();
    private final Set<String> benchmarks = new HashSet<>();
    private final Map<String, List<String>> namesOfAssets = new HashMap<>();
    private final Map<String, String> assetsOfReports = new HashMap<>();
    private final DefinitionBudget budget = new DefinitionBudget();
    private int entries;

    private XccdfOutline(XmlCursor in) {
        this.in = in;
    }

    /// @throws Problem.InvalidInput where the file holds no results
    static XccdfOutline of(XmlFile file) {
        try (var in = file.open()) {
            var isCollection = in.name().isOf(XccdfDocument.ARF, "asset-report-collection");
            var outline = new XccdfOutline(in);
            XccdfDocument.read(in, outline);
            if (outline.scans.isEmpty()) {
                throw new Problem.InvalidInput(
                        isCollection ? "evidence.arf_without_results" : "evidence.xccdf_without_results");
            }
            outline.scans.forEach(outline::nameTarget);
            return outline;
        }
    }

    private void countEntry() {
        if (++entries > MAX_ENTRIES) {
            throw in.refusal("evidence.too_many_entries");
        }
    }

    @Override
    public void benchmark(@Nullable String id) {
        countEntry();
        if (id != null && benchmarks.add(id)) {
            budget.spend(in, id);
        }
    }

    @Override
    public void benchmarkPart(String name) {}

    @Override
    public void scan(String report) {
        countEntry();
        var scan = XccdfScan.read(in, report);
        budget.spend(in, report);
        scan.names().forEach(name -> budget.spend(in, name));
        scans.add(scan);
    }

    @Override
    public void asset() {
        countEntry();
        var id = in.attribute("id");
        var full = new ArrayList<String>();
        var names = new ArrayList<String>();
        in.children(
                ASSETS,
                _ -> in.children(ASSETS, name -> {
                    switch (name) {
                        case "fqdn" -> keep(full);
                        case "hostname" -> keep(names);
                        default -> {}
                    }
                }));
        full.addAll(names);
        if (id != null) {
            budget.spend(in, id);
            namesOfAssets.put(id, full);
        }
    }

    /// As many as a target takes.
    private void keep(List<String> names) {
        var name = Cleaned.line(in.text(), XccdfTarget.MAX_CHARS);
        if (name != null && names.size() < XccdfTarget.MAX_NAMES) {
            budget.spend(in, name);
            names.add(name);
        }
    }

    @Override
    public void relationship() {
        countEntry();
        var type = in.attribute("type");
        var subject = in.attribute("subject");
        if (type != null && type.endsWith("isAbout") && subject != null) {
            in.children(XccdfDocument.REPORTING, _ -> {
                var asset = in.text().strip();
                budget.spend(in, subject, asset);
                assetsOfReports.put(subject, asset);
            });
        }
    }

    private void nameTarget(XccdfScan scan) {
        var asset = assetsOfReports.get(scan.report());
        if (asset != null) {
            namesOfAssets.getOrDefault(asset, List.of()).forEach(scan.target()::fact);
        }
    }

    /// Whether the texts of this benchmark are those of the scan.
    boolean isBenchmarkOf(XccdfScan scan, @Nullable String benchmark) {
        return scan.benchmark().equals(benchmark) || !benchmarks.contains(scan.benchmark());
    }

    /// The scan to read: of several of one benchmark, profile and machine the latest (a repair is scanned again);
    /// of different ones that which a person named.
    ///
    /// @throws Problem.InvalidInput `evidence.scan_choice`
    Choice chosen(@Nullable String wanted) {
        var latest = latest();
        if (latest.size() == 1 && wanted == null) {
            return new Choice(latest.getFirst(), "");
        }
        var differs = differs(latest);
        var shown = FilePart.toldApart(
                latest.stream().map(at -> shown(scans.get(at), differs)).toList(), FilePart.MAX_CHARS);
        var parts = IntStream.range(0, latest.size())
                .mapToObj(i -> part(scans.get(latest.get(i)), shown.get(i)))
                .toList();
        var chosen = FilePart.chosen(parts, wanted, "evidence.scan_choice");
        return new Choice(
                latest.get(chosen), latest.size() == 1 ? "" : parts.get(chosen).shown());
    }

    /// Of each benchmark, profile and machine the last that ended, in the order of the file.
    private List<Integer> latest() {
        var byKey = new LinkedHashMap<List<String>, Integer>();
        for (int i = 0; i < scans.size(); i++) {
            byKey.merge(scans.get(i).key(), i, this::later);
        }
        return byKey.values().stream().sorted().toList();
    }

    private int later(int one, int next) {
        return isBefore(scans.get(next).endedAt(), scans.get(one).endedAt()) ? one : next;
    }

    /// One without a time is before all others.
    private static boolean isBefore(StatedTime one, StatedTime other) {
        var at = one.at();
        var otherAt = other.at();
        return otherAt != null && (at == null || at.isBefore(otherAt));
    }

    /// What tells it from the others.
    private static String shown(XccdfScan scan, List<Boolean> differs) {
        var key = scan.key();
        return IntStream.range(0, key.size())
                .filter(differs::get)
                .mapToObj(i -> key.get(i).isEmpty() ? "–" : XccdfIds.shortened(key.get(i)))
                .collect(Collectors.joining(" / "));
    }

    /// Called by any of its own words, too.
    private static FilePart part(XccdfScan scan, String shown) {
        var names = new ArrayList<>(scan.key());
        names.add(scan.id());
        names.removeIf(String::isBlank);
        return new FilePart(new TargetIdentity(shown, null), shown, names);
    }

    /// For each part of the key whether these scans differ in it.
    private List<Boolean> differs(List<Integer> latest) {
        var first = scans.get(latest.getFirst()).key();
        return IntStream.range(0, first.size())
                .mapToObj(i -> latest.stream()
                        .anyMatch(at -> !scans.get(at).key().get(i).equals(first.get(i))))
                .toList();
    }

    XccdfScan scan(Choice choice) {
        return scans.get(choice.index());
    }

    /// Whether the scan at this index was left aside for a later one of the same.
    boolean isEarlier(int index, Choice choice) {
        return scans.get(index).isRepeatedBy(scan(choice));
    }

    /// @param name of the chosen one of several; `""` for the only one
    record Choice(int index, String name) {}
}

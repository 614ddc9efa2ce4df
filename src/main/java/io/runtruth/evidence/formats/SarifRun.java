package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the results of one run refer to: its tool's rules and messages, files and folders, what it says about its
/// own going. All of it may stand after the results that need it, so it is read first.
final class SarifRun {

    private static final int MAX_URI = 1_000;
    private static final int MAX_ARTIFACT = 1 << 26;
    private static final int MAX_BASES = 20;
    private static final JsonPaths NEEDED = JsonPaths.of("analysisTarget.uri", "analysisTarget.index")
            .each(
                    "locations",
                    JsonPaths.of("physicalLocation.artifactLocation.uri", "physicalLocation.artifactLocation.index"));
    private static final int MAX_CATEGORY = 300;
    private static final JsonPaths TAXONOMY =
            JsonPaths.of("name").each("taxa", JsonPaths.of("id", "name", "shortDescription.text"));
    private static final JsonPaths ARTIFACT = JsonPaths.of("location.uri", "location.uriBaseId");
    private static final JsonPaths BASE = JsonPaths.of("uri", "uriBaseId");
    private static final JsonPaths PROVENANCE = JsonPaths.of("repositoryUri");
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=^[A-Za-z][A-Za-z0-9+.-]{0,20}://)[^/@\\s]*@");
    private static final Pattern REPOSITORY_END = Pattern.compile("/*(?:\\.git)?/*$");

    private final List<SarifComponent> extensions = new ArrayList<>();
    private final List<SarifInvocation> invocations = new ArrayList<>();
    private final Map<String, Base> bases = new HashMap<>();
    private final BitSet needed = new BitSet();
    private final Map<Integer, File> artifacts = new HashMap<>();
    private final Map<SarifTaxon, String> categories = new HashMap<>();
    private SarifComponent driver = new SarifComponent();
    private boolean isRun;
    private boolean hasResults;
    private boolean hasResultsElsewhere;
    private @Nullable String repository;
    private @Nullable String automation;

    /// @param uri as the file has it
    /// @param base the id of the folder that it is relative to
    record File(@Nullable String uri, @Nullable String base) {}

    private record Base(String uri, @Nullable String base) {

        boolean isAbsolute() {
            return uri.contains(":") || uri.startsWith("/");
        }
    }

    /// The runs of a file, without their results.
    static List<SarifRun> all(JsonFile file) {
        var runs = new ArrayList<SarifRun>();
        var budget = new DefinitionBudget();
        try (var in = file.open()) {
            each(in, () -> {
                var run = new SarifRun();
                budget.spend(in);
                in.object(name -> run.field(in, name, budget));
                runs.add(run);
            });
        }
        if (runs.stream().anyMatch(run -> !run.needed.isEmpty())) {
            readFiles(file, runs, budget);
        }
        return runs;
    }

    private static void each(JsonCursor in, Runnable run) {
        in.object(name -> {
            if (name.equals("runs")) {
                in.items(run);
            }
        });
    }

    /// Only those files are kept that a result names by nothing but their number: a tool may list every file it
    /// saw.
    private static void readFiles(JsonFile file, List<SarifRun> runs, DefinitionBudget budget) {
        var at = new int[1];
        try (var in = file.open()) {
            each(in, () -> {
                var run = runs.get(at[0]++);
                in.object(name -> {
                    if (name.equals("artifacts")) {
                        run.artifacts(in, budget);
                    }
                });
            });
        }
    }

    private void artifacts(JsonCursor in, DefinitionBudget budget) {
        var index = new int[1];
        in.items(() -> {
            if (needed.get(index[0]++)) {
                var artifact = in.select(ARTIFACT);
                var uri = Cleaned.line(artifact.first("location.uri"), MAX_URI);
                var base = artifact.first("location.uriBaseId");
                budget.spend(in, uri, base);
                artifacts.put(index[0] - 1, new File(uri, base));
            }
        });
    }

    private void field(JsonCursor in, String name, DefinitionBudget budget) {
        switch (name) {
            case "tool" -> {
                isRun = true;
                in.object(part -> tool(in, part, budget));
            }
            case "taxonomies" -> in.items(() -> taxonomy(in, budget));
            case "results" -> {
                hasResults = in.isArray();
                in.items(() -> needed(in));
            }
            case "invocations" -> in.items(() -> invocations.add(SarifInvocation.read(in, budget)));
            case "originalUriBaseIds" -> in.object(id -> base(in, id, budget));
            case "versionControlProvenance" -> in.items(() -> provenance(in, budget));
            case "automationDetails" -> {
                automation = in.isObject() ? Cleaned.line(in.select(AUTOMATION).first("id"), MAX_URI) : null;
                budget.spend(in, automation);
            }
            case "externalPropertyFileReferences" ->
                hasResultsElsewhere = in.names().contains("results");
            default -> {}
        }
    }

    private static final JsonPaths AUTOMATION = JsonPaths.of("id");

    private void tool(JsonCursor in, String part, DefinitionBudget budget) {
        switch (part) {
            case "driver" -> driver = SarifComponent.read(in, budget);
            case "extensions" ->
                in.items(() -> {
                    budget.spend(in);
                    extensions.add(SarifComponent.read(in, budget));
                });
            default -> {}
        }
    }

    /// Only of a taxonomy of categories, which no one but the tool knows.
    private void taxonomy(JsonCursor in, DefinitionBudget budget) {
        if (!in.isObject()) {
            return;
        }
        var taxonomy = in.select(TAXONOMY);
        var name = taxonomy.firstOr("", "name");
        if (!name.toLowerCase(Locale.ROOT).contains("categor")) {
            return;
        }
        for (var taxon : taxonomy.each("taxa")) {
            var id = taxon.first("id");
            var title = Cleaned.line(taxon.first("name", "shortDescription.text"), MAX_CATEGORY);
            if (id != null && title != null) {
                budget.spend(in, name, id, title);
                categories.putIfAbsent(new SarifTaxon(name, id), title);
            }
        }
    }

    /// What the tool calls a category of its own; `null` for anything else.
    @Nullable
    String category(SarifTaxon taxon) {
        return categories.get(taxon);
    }

    private void needed(JsonCursor in) {
        if (!in.isObject()) {
            return;
        }
        var result = in.select(NEEDED);
        need(result.first("analysisTarget.uri"), result.first("analysisTarget.index"));
        result.each("locations")
                .forEach(location -> need(
                        location.first("physicalLocation.artifactLocation.uri"),
                        location.first("physicalLocation.artifactLocation.index")));
    }

    private void need(@Nullable String uri, @Nullable String index) {
        int number = SarifReference.number(index);
        if (uri == null && number >= 0 && number < MAX_ARTIFACT) {
            needed.set(number);
        }
    }

    private void base(JsonCursor in, String id, DefinitionBudget budget) {
        if (!in.isObject() || bases.size() == MAX_BASES) {
            return;
        }
        var base = in.select(BASE);
        var one = new Base(base.firstOr("", "uri"), base.first("uriBaseId"));
        budget.spend(in, id, one.uri, one.base);
        bases.put(id, one);
    }

    private void provenance(JsonCursor in, DefinitionBudget budget) {
        if (in.isObject() && repository == null) {
            repository = Cleaned.line(in.select(PROVENANCE).first("repositoryUri"), MAX_URI);
            budget.spend(in, repository);
        }
    }

    /// Whether it has what every run has.
    boolean isRun() {
        return isRun || hasResults;
    }

    /// Whether there is a list of results, be it empty: without one the tool has not looked for any.
    boolean hasResults() {
        return hasResults;
    }

    boolean hasResultsElsewhere() {
        return hasResultsElsewhere;
    }

    boolean isFailed() {
        return invocations.stream().anyMatch(SarifInvocation::isFailed);
    }

    boolean hasErrors() {
        return invocations.stream().anyMatch(SarifInvocation::hasErrors);
    }

    /// Whether the tool says of its own going that all went well.
    boolean isSuccessful() {
        return !invocations.isEmpty() && invocations.stream().allMatch(SarifInvocation::isSuccessful);
    }

    String tool() {
        return Objects.requireNonNullElse(driver.name(), "SARIF");
    }

    @Nullable
    String version() {
        return driver.version();
    }

    StatedTime endedAt() {
        return invocations.stream().map(SarifInvocation::endedAt).reduce(StatedTime.NONE, StatedTime::later);
    }

    /// The repository that was scanned, without what a machine signed in with; else the category of the run,
    /// which is its id without the last part; `null` for neither.
    @Nullable
    String target() {
        if (repository != null) {
            var plain = CREDENTIALS.matcher(repository.strip()).replaceFirst("");
            return REPOSITORY_END.matcher(plain).replaceFirst("");
        }
        int end = automation == null ? -1 : automation.lastIndexOf('/');
        return automation != null && end > 0 ? automation.substring(0, end) : null;
    }

    /// The rule of a result: in the component that is named, else in the driver, else wherever its id is known.
    @Nullable
    SarifRule rule(SarifReference wanted) {
        var component = wanted.component();
        if (component != null) {
            var named = component(component);
            return named == null ? null : named.rule(wanted);
        }
        var ofDriver = driver.rule(wanted);
        if (ofDriver != null) {
            return ofDriver;
        }
        var elsewhere = new SarifReference(wanted.id(), wanted.guid(), -1, null);
        return extensions.stream()
                .map(extension -> extension.rule(elsewhere))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable SarifComponent component(SarifReference.Component wanted) {
        if (wanted.index() >= 0) {
            return wanted.index() < extensions.size() ? extensions.get(wanted.index()) : null;
        }
        return Stream.concat(extensions.stream(), Stream.of(driver))
                .filter(component -> component.is(wanted))
                .findFirst()
                .orElse(null);
    }

    /// The level that a run gave to a rule.
    ///
    /// @param id of the rule as the result has it, for a rule that the file says nothing more about
    /// @param invocation which one of the run found the result; negative where it is not said
    @Nullable
    String levelOverride(@Nullable SarifRule rule, @Nullable String id, int invocation) {
        if (invocation >= 0 && invocation < invocations.size()) {
            return invocations.get(invocation).level(rule, id, this);
        }
        return invocations.stream()
                .map(one -> one.level(rule, id, this))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// A message that a result names by its id: the rule's own, else one of its tool.
    @Nullable
    String message(@Nullable SarifRule rule, SarifReference wanted, String id) {
        var ofRule = rule == null ? null : rule.messages().get(id);
        if (ofRule != null) {
            return ofRule;
        }
        var component = wanted.component() == null ? driver : component(wanted.component());
        var ofComponent = component == null ? null : component.message(id);
        return ofComponent == null ? driver.message(id) : ofComponent;
    }

    @Nullable
    File artifact(int index) {
        return artifacts.get(index);
    }

    /// A file as people name it, below the folders that are known relative to others. Where the tree begins on the
    /// machine that scanned it is left out: it is another place each time. Of several trees a further one is named.
    @Nullable
    String path(@Nullable String uri, @Nullable String baseId) {
        if (uri == null) {
            return null;
        }
        var path = uri;
        var id = baseId;
        for (int steps = 0; id != null && steps < MAX_BASES; steps++) {
            var base = bases.get(id);
            if (base == null || base.isAbsolute()) {
                break;
            }
            path = base.uri + (base.uri.isEmpty() || base.uri.endsWith("/") ? "" : "/") + path;
            id = base.base;
        }
        var shown = SarifText.path(path);
        return id != null && isFurtherTree(id) ? id.replace("%", "") + "/" + shown : shown;
    }

    private boolean isFurtherTree(String id) {
        var trees = bases.entrySet().stream()
                .filter(base -> base.getValue().isAbsolute())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var isRoot = id.toUpperCase(Locale.ROOT).contains("ROOT");
        return trees.size() > 1 && trees.contains(id) && !isRoot;
    }
}

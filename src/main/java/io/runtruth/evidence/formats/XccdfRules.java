package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of a benchmark, by id, kept until the results name them.
final class XccdfRules {

    private static final int MAX_TITLE = 300;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final XmlCursor in;
    private final Map<String, XccdfRule> rules = new HashMap<>();
    private final DefinitionBudget budget = new DefinitionBudget();
    private @Nullable String benchmark;

    XccdfRules(XmlCursor in) {
        this.in = in;
    }

    /// One line, whose words are parted by one space each.
    static @Nullable String line(String text, int maxChars) {
        return Cleaned.line(SPACES.matcher(text).replaceAll(" "), maxChars);
    }

    Optional<XccdfRule> of(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /// A new benchmark begins.
    void begin() {
        benchmark = null;
    }

    /// A part of the benchmark, at its top.
    void part(String name) {
        switch (name) {
            case "title" -> benchmark = benchmark == null ? line(in.prose(), MAX_TITLE) : benchmark;
            case "Group" -> group(new Place(benchmark, List.of()));
            case "Rule" -> rule(new Place(benchmark, List.of()));
            default -> {}
        }
    }

    private void group(Place around) {
        var id = in.attribute("id");
        var place = new Place[] {around};
        in.children(XccdfDocument.XCCDF, name -> {
            switch (name) {
                case "title" -> place[0] = around.in(line(in.prose(), MAX_TITLE), XccdfIds.isOfOneRule(id));
                case "Group" -> group(place[0]);
                case "Rule" -> rule(place[0]);
                default -> {}
            }
        });
    }

    private void rule(Place place) {
        var id = in.attribute("id");
        var rule = XccdfRule.read(in, place.area, place.group());
        if (id != null && !rules.containsKey(id)) {
            budget.spend(in, id);
            rules.put(id, rule.within(budget, in));
        }
    }

    /// Where a rule stands: the outermost group is the area; where groups are no order but one for each rule, the
    /// benchmark is.
    ///
    /// @param titles of the groups within the area, outermost first
    private record Place(@Nullable String area, List<String> titles, boolean isAreaGroup) {

        Place(@Nullable String benchmark, List<String> titles) {
            this(benchmark, titles, false);
        }

        Place in(@Nullable String title, boolean isOfOneRule) {
            if (title == null) {
                return this;
            }
            if (!isAreaGroup && titles.isEmpty() && !isOfOneRule) {
                return new Place(title, List.of(), true);
            }
            var all = new ArrayList<>(titles);
            all.add(title);
            return new Place(area, all, isAreaGroup);
        }

        @Nullable
        String group() {
            return Cleaned.line(String.join(" › ", titles), MAX_TITLE);
        }
    }
}

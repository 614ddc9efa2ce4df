package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a tool with rules of its own: the driver, or one of its extensions (SARIF 2.1.0, 3.19).
final class SarifComponent {

    private final List<SarifRule> rules = new ArrayList<>();
    private final Map<String, SarifRule> byId = new HashMap<>();
    private final Map<String, SarifRule> byGuid = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private @Nullable String name;
    private @Nullable String guid;
    private @Nullable String version;

    static SarifComponent read(JsonCursor in, DefinitionBudget budget) {
        var component = new SarifComponent();
        in.object(part -> {
            switch (part) {
                case "name" -> component.name = word(in);
                case "guid" -> component.guid = word(in);
                case "version" -> component.version = word(in);
                case "semanticVersion", "dottedQuadFileVersion" -> component.orVersion(word(in));
                case "rules" -> in.items(() -> component.add(SarifRule.read(in, budget)));
                case "globalMessageStrings" -> SarifRule.messages(in, component.messages, budget);
                default -> {}
            }
        });
        budget.spend(in, component.name, component.guid, component.version);
        return component;
    }

    private static @Nullable String word(JsonCursor in) {
        return Cleaned.line(in.text(), SarifReference.MAX_WORD);
    }

    private void orVersion(@Nullable String other) {
        version = version == null ? other : version;
    }

    private void add(SarifRule rule) {
        rules.add(rule);
        byId.putIfAbsent(rule.id(), rule);
        if (rule.guid() != null) {
            byGuid.putIfAbsent(rule.guid(), rule);
        }
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    String version() {
        return version;
    }

    boolean is(SarifReference.Component wanted) {
        return wanted.guid() == null
                ? wanted.name() != null && wanted.name().equals(name)
                : wanted.guid().equalsIgnoreCase(guid);
    }

    @Nullable
    String message(String id) {
        return messages.get(id);
    }

    /// By its place, if it has that id there; else by its guid, else by its id, or the nearest id above it:
    /// `CA1000` of `CA1000/1`.
    @Nullable
    SarifRule rule(SarifReference wanted) {
        var id = wanted.id();
        int index = wanted.index();
        if (index >= 0 && index < rules.size() && rules.get(index).isCalled(id)) {
            return rules.get(index);
        }
        var ofGuid = wanted.guid() == null ? null : byGuid.get(wanted.guid());
        return ofGuid == null && id != null ? nearest(id) : ofGuid;
    }

    private @Nullable SarifRule nearest(String id) {
        for (var above = id; ; above = above.substring(0, above.lastIndexOf('/'))) {
            var rule = byId.get(above);
            if (rule != null || above.lastIndexOf('/') <= 0) {
                return rule;
            }
        }
    }
}

package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run says about one start of its tool (SARIF 2.1.0, 3.20): how it went, when, and how its rules were set.
final class SarifInvocation {

    private static final int MAX_WORD = 100;
    private static final JsonPaths NOTIFICATION = JsonPaths.of("level");
    private static final JsonPaths CONFIGURATION = JsonPaths.of("level");

    private final List<LevelOverride> overrides = new ArrayList<>();
    private final Map<SarifRule, String> levels = new IdentityHashMap<>();
    private final Map<String, String> levelsById = new HashMap<>();
    private @Nullable String isSuccessful;
    private boolean isBroken;
    private boolean hasErrors;
    private StatedTime startedAt = StatedTime.NONE;
    private StatedTime endedAt = StatedTime.NONE;

    private record LevelOverride(SarifReference rule, String level) {}

    static SarifInvocation read(JsonCursor in, DefinitionBudget budget) {
        var invocation = new SarifInvocation();
        budget.spend(in);
        in.object(name -> invocation.field(in, name, budget));
        return invocation;
    }

    private void field(JsonCursor in, String name, DefinitionBudget budget) {
        switch (name) {
            case "executionSuccessful", "toolExecutionSuccessful" -> isSuccessful = in.text();
            case "processStartFailureMessage", "exitSignalName" -> isBroken |= in.text() != null;
            case "startTimeUtc" -> startedAt = StatedTime.of(in.text());
            case "endTimeUtc" -> endedAt = StatedTime.of(in.text());
            case "toolExecutionNotifications", "toolConfigurationNotifications" -> in.items(() -> notification(in));
            case "ruleConfigurationOverrides" -> in.items(() -> override(in, budget));
            default -> {}
        }
    }

    /// An error is a condition in which the tool halted, or its results are wrong or not whole (3.58.6).
    private void notification(JsonCursor in) {
        hasErrors |= in.isObject() && "error".equals(in.select(NOTIFICATION).first("level"));
    }

    private void override(JsonCursor in, DefinitionBudget budget) {
        var rule = new SarifReference[] {SarifReference.NONE};
        var level = new @Nullable String[1];
        in.object(name -> {
            switch (name) {
                case "descriptor" -> rule[0] = SarifReference.read(in);
                case "configuration" ->
                    level[0] = Cleaned.line(in.select(CONFIGURATION).first("level"), MAX_WORD);
                default -> {}
            }
        });
        var given = level[0];
        if (given != null) {
            budget.spend(in, rule[0].id(), rule[0].guid(), given);
            var component = rule[0].component();
            if (component != null) {
                budget.spend(in, component.guid(), component.name());
            }
            overrides.add(new LevelOverride(rule[0], given));
        }
    }

    boolean isFailed() {
        return "false".equals(isSuccessful) || isBroken;
    }

    boolean isSuccessful() {
        return "true".equals(isSuccessful) && !isBroken;
    }

    boolean hasErrors() {
        return hasErrors;
    }

    StatedTime endedAt() {
        return endedAt.or(startedAt);
    }

    /// The level that it gave to a rule; `null` where it left it as it is.
    @Nullable
    String level(@Nullable SarifRule rule, @Nullable String id, SarifRun run) {
        resolve(run);
        return rule == null ? id == null ? null : levelsById.get(id) : levels.get(rule);
    }

    /// Once the rules are known, which may stand behind.
    private void resolve(SarifRun run) {
        for (var override : overrides) {
            var rule = run.rule(override.rule);
            if (rule != null) {
                levels.putIfAbsent(rule, override.level);
            } else if (override.rule.id() != null) {
                levelsById.putIfAbsent(override.rule.id(), override.level);
            }
        }
        overrides.clear();
    }
}

package io.runtruth.ui.operations;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.shared.Coded;
import io.runtruth.texts.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which runs the list shows, as its URL says it: `?tab=active&status=running&environment=contoso`.
///
/// @param environment its slug
/// @param unknown what the URL asks for and there is not, in words; such a list shows nothing (contract 12)
record OperationsQuery(
        Tab tab,
        @Nullable RunStatus status,
        @Nullable RunOutcome outcome,
        @Nullable OperationType type,
        @Nullable String environment,
        List<Phrase> unknown) {

    private static final String TAB = "tab";
    private static final String STATUS = "status";
    private static final String OUTCOME = "outcome";
    private static final String TYPE = "type";
    private static final String ENVIRONMENT = "environment";

    /// What the sign-in leaves in the URL that it leads back to.
    private static final Set<String> NOT_OURS = Set.of("continue");

    private static final int MOST_SHOWN = 60;

    OperationsQuery {
        unknown = List.copyOf(unknown);
    }

    static OperationsQuery parse(Map<String, List<String>> parameters) {
        var reading = new Reading(parameters, new ArrayList<>());
        return new OperationsQuery(
                reading.one(TAB, Tab.values(), Tab::code).orElse(Tab.ALL),
                reading.one(STATUS, RunStatus.values(), RunStatus::code).orElse(null),
                reading.one(OUTCOME, RunOutcome.values(), RunOutcome::code).orElse(null),
                reading.one(TYPE, OperationType.values(), OperationType::code).orElse(null),
                reading.value(ENVIRONMENT).orElse(null),
                reading.unknown());
    }

    /// For an environment that there is not, or that the person may not see: they read the same (I12).
    OperationsQuery withoutEnvironment(String slug) {
        var more = new ArrayList<>(unknown);
        more.add(unknownValue(ENVIRONMENT, slug));
        return new OperationsQuery(tab, status, outcome, type, null, more);
    }

    /// @param environmentId that of the slug
    RunFilter filter(@Nullable UUID environmentId) {
        return new RunFilter(
                tab == Tab.ACTIVE, tab == Tab.ATTENTION, tab == Tab.RECONCILED, status, outcome, type, environmentId);
    }

    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (tab != Tab.ALL) {
            parameters.put(TAB, tab.code());
        }
        if (status != null) {
            parameters.put(STATUS, status.code());
        }
        if (outcome != null) {
            parameters.put(OUTCOME, outcome.code());
        }
        if (type != null) {
            parameters.put(TYPE, type.code());
        }
        if (environment != null) {
            parameters.put(ENVIRONMENT, environment);
        }
        return parameters;
    }

    private static Phrase unknownValue(String filter, String value) {
        return Phrase.of("operations.filter.unknown_value", Phrase.of("operations.filter." + filter), shortened(value));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    /// The quick choices above the list.
    enum Tab implements Coded {
        ACTIVE,
        ATTENTION,
        RECONCILED,
        ALL;
    }

    private record Reading(Map<String, List<String>> parameters, List<Phrase> found) {

        private static final Set<String> OURS = Set.of(TAB, STATUS, OUTCOME, TYPE, ENVIRONMENT);

        /// What `one` did not understand, and what nobody asked for.
        List<Phrase> unknown() {
            parameters.keySet().stream()
                    .filter(name -> !OURS.contains(name) && !NOT_OURS.contains(name))
                    .map(name -> Phrase.of("operations.filter.unknown_name", shortened(name)))
                    .forEach(found::add);
            return found;
        }

        Optional<String> value(String name) {
            var values = parameters.getOrDefault(name, List.of());
            return values.isEmpty() || values.getFirst().isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join(", ", values));
        }

        <E extends Enum<E>> Optional<E> one(String name, E[] all, Function<E, String> code) {
            var value = value(name);
            var known = value.flatMap(it ->
                    Arrays.stream(all).filter(one -> code.apply(one).equals(it)).findFirst());
            if (value.isPresent() && known.isEmpty()) {
                found.add(unknownValue(name, value.get()));
            }
            return known;
        }
    }
}

package io.runtruth.ui.operations;

import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.operations.KnownDecision;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.StartedBy;
import io.runtruth.shared.Coded;
import io.runtruth.texts.Phrase;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which runs the list shows, as its URL says it: `?tab=active&status=running&environment=contoso`.
///
/// @param environment its slug
/// @param from the first day on which they were started, in the reader's zone
/// @param to the last day
/// @param initiator who started them: `me`, `system` or the id of an account
/// @param selected the case of the desk that is open; null where none was chosen
/// @param unknown what the URL asks for and there is not, in words; such a list shows nothing (contract 12)
record OperationsQuery(
        Tab tab,
        @Nullable RunStatus status,
        @Nullable RunOutcome outcome,
        @Nullable OperationType type,
        @Nullable String environment,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String initiator,
        Freshness.@Nullable State freshness,
        @Nullable KnownDecision decision,
        @Nullable UUID selected,
        List<Phrase> unknown) {

    private static final String TAB = "tab";
    private static final String STATUS = "status";
    private static final String OUTCOME = "outcome";
    private static final String TYPE = "type";
    private static final String ENVIRONMENT = "environment";
    private static final String FROM = "from";
    private static final String TO = "to";
    static final String INITIATOR = "initiator";
    private static final String FRESHNESS = "freshness";
    private static final String DECISION = "decision";
    private static final String CASE = "case";

    /// What the sign-in leaves in the URL that it leads back to.
    private static final Set<String> NOT_OURS = Set.of("continue");

    private static final int MOST_SHOWN = 60;
    private static final int LAST_YEAR = 9_998;

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
                reading.day(FROM).orElse(null),
                reading.day(TO).orElse(null),
                reading.value(INITIATOR).orElse(null),
                reading.one(FRESHNESS, Freshness.State.values(), Freshness.State::code)
                        .orElse(null),
                reading.one(DECISION, KnownDecision.values(), KnownDecision::code)
                        .orElse(null),
                reading.id(CASE).orElse(null),
                reading.unknown());
    }

    /// For an environment that there is not, or that the person may not see: they read the same (I12).
    OperationsQuery withoutEnvironment(String slug) {
        return new OperationsQuery(
                tab,
                status,
                outcome,
                type,
                null,
                from,
                to,
                initiator,
                freshness,
                decision,
                selected,
                with(unknownValue(ENVIRONMENT, slug)));
    }

    /// For what names nobody whose runs the person may see: whether there is such an account is not told (I12).
    OperationsQuery withoutInitiator(String word) {
        return new OperationsQuery(
                tab,
                status,
                outcome,
                type,
                environment,
                from,
                to,
                null,
                freshness,
                decision,
                selected,
                with(unknownValue(INITIATOR, word)));
    }

    OperationsQuery startedBy(String word) {
        return new OperationsQuery(
                tab, status, outcome, type, environment, from, to, word, freshness, decision, selected, unknown);
    }

    private List<Phrase> with(Phrase more) {
        return Stream.concat(unknown.stream(), Stream.of(more)).toList();
    }

    /// @param run null where none is chosen any more
    OperationsQuery selecting(@Nullable UUID run) {
        return new OperationsQuery(
                tab, status, outcome, type, environment, from, to, initiator, freshness, decision, run, unknown);
    }

    /// @param environmentId that of the slug
    /// @param zone the reader's
    RunFilter filter(Actor.Person reader, @Nullable UUID environmentId, ZoneId zone) {
        return new RunFilter(
                tab == Tab.ACTIVE,
                tab == Tab.ATTENTION,
                tab == Tab.RECONCILED,
                status,
                outcome,
                type,
                environmentId,
                new RunFilter.Period(
                        from == null ? null : from.atStartOfDay(zone).toInstant(),
                        to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant()),
                initiator == null ? null : StartedBy.of(initiator, reader).orElse(null),
                freshness,
                decision);
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
        if (from != null) {
            parameters.put(FROM, from.toString());
        }
        if (to != null) {
            parameters.put(TO, to.toString());
        }
        if (initiator != null) {
            parameters.put(INITIATOR, initiator);
        }
        if (freshness != null) {
            parameters.put(FRESHNESS, freshness.code());
        }
        if (decision != null) {
            parameters.put(DECISION, decision.code());
        }
        if (selected != null && tab == Tab.ATTENTION) {
            parameters.put(CASE, selected.toString());
        }
        return parameters;
    }

    /// What it narrows, without the environment, which is another matter, and without what is open in it.
    String asFilter() {
        var kept = parameters();
        kept.remove(ENVIRONMENT);
        kept.remove(CASE);
        return QueryParameters.simple(kept).getQueryString();
    }

    /// @see #asFilter()
    static OperationsQuery ofFilter(String filter, @Nullable String environment) {
        var parameters = new LinkedHashMap<>(QueryParameters.fromString(filter).getParameters());
        if (environment != null) {
            parameters.put(ENVIRONMENT, List.of(environment));
        }
        return parse(parameters);
    }

    /// Whatever is open in it.
    boolean isSameList(OperationsQuery other) {
        return asFilter().equals(other.asFilter()) && Objects.equals(environment, other.environment);
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

        private static final Set<String> OURS =
                Set.of(TAB, STATUS, OUTCOME, TYPE, ENVIRONMENT, FROM, TO, INITIATOR, FRESHNESS, DECISION, CASE);

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

        /// Of the years that a calendar here can show.
        Optional<LocalDate> day(String name) {
            var value = value(name);
            try {
                var day = value.map(LocalDate::parse);
                if (day.isEmpty() || day.get().getYear() >= 1 && day.get().getYear() <= LAST_YEAR) {
                    return day;
                }
            } catch (DateTimeException _) {
                // told below
            }
            found.add(unknownValue(name, value.get()));
            return Optional.empty();
        }

        Optional<UUID> id(String name) {
            var value = value(name);
            try {
                return value.map(UUID::fromString);
            } catch (IllegalArgumentException _) {
                found.add(unknownValue(name, value.get()));
                return Optional.empty();
            }
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

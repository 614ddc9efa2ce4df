package io.runtruth.ui.settings;

import io.runtruth.access.AuditFilter;
import io.runtruth.shared.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entries the audit trail shows, as its URL says it: `?action=member&from=2026-11-01`.
///
/// @param from the first day, in the reader's zone
/// @param to the last day
record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    private static final String ACTOR = "actor";
    private static final String ACTION = "action";
    private static final String SUBJECT = "subject";
    private static final String FROM = "from";
    private static final String TO = "to";

    /// `continue` is what the sign-in leaves in the URL that it leads back to.
    private static final Set<String> KNOWN = Set.of(ACTOR, ACTION, SUBJECT, FROM, TO, "continue");

    private static final int LONGEST = 200;

    /// @throws Problem.InvalidInput for a filter that there is not, or a value that is none (contract 12)
    static AuditQuery parse(Map<String, List<String>> parameters) {
        parameters.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Problem.InvalidInput("request.parameter_unknown", name);
                });
        return new AuditQuery(
                text(parameters, ACTOR),
                text(parameters, ACTION),
                text(parameters, SUBJECT),
                day(parameters, FROM),
                day(parameters, TO));
    }

    private static @Nullable String text(Map<String, List<String>> parameters, String name) {
        var value = String.join(", ", parameters.getOrDefault(name, List.of())).strip();
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw new Problem.InvalidInput("request.parameter", name);
        }
        return value.isEmpty() ? null : value;
    }

    private static @Nullable LocalDate day(Map<String, List<String>> parameters, String name) {
        var value = text(parameters, name);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeException _) {
            throw new Problem.InvalidInput("request.parameter", name);
        }
    }

    boolean isOpen() {
        return parameters().isEmpty();
    }

    AuditFilter filter(ZoneId zone) {
        return new AuditFilter(
                actor,
                action,
                subject,
                from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, ACTOR, actor);
        put(parameters, ACTION, action);
        put(parameters, SUBJECT, subject);
        put(parameters, FROM, from);
        put(parameters, TO, to);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }
}

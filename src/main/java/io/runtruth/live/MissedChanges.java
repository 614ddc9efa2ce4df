package io.runtruth.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was committed while somebody did not listen, as far back as it is kept; two statements by key, whatever the
/// history.
@Component
public class MissedChanges {

    /// Less than [ChangeReader] keeps, by more than [#OVERLAP].
    static final Duration KEPT = Duration.ofMinutes(8);

    /// A change is dated before its transaction commits, by a clock that may be another node's: so much is told again.
    static final Duration OVERLAP = Duration.ofMinutes(1);

    /// Of all workspaces.
    private static final int MOST_LOOKED_AT = 50_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    MissedChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What changed since then, each thing once, and perhaps some that changed shortly before; empty where that cannot
    /// be told any more, or is more than `most`.
    ///
    /// @param heard up to when everything was heard
    public Optional<Set<Change>> since(Instant heard, Change.Kind kind, HeardPlace place, int most) {
        var now = clock.instant();
        var from = at(heard.minus(OVERLAP));
        if (heard.isBefore(now.minus(KEPT)) || heard.isAfter(now.plus(OVERLAP)) || isTooMuch(from)) {
            return Optional.empty();
        }
        var changes = read(from, kind, place, most + 1);
        return changes.size() > most ? Optional.empty() : Optional.of(changes);
    }

    private boolean isTooMuch(OffsetDateTime from) {
        return jdbc.sql("""
                select at >= :from
                from committed_change
                order by id desc
                offset :looked
                limit 1
                """)
                .param("from", from)
                .param("looked", MOST_LOOKED_AT)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private Set<Change> read(OffsetDateTime from, Change.Kind kind, HeardPlace place, int limit) {
        List<Change> changes = jdbc.sql("""
                select distinct environment_id, subject_id
                from (
                    select at, kind, workspace_id, environment_id, subject_id
                    from committed_change
                    order by id desc
                    limit :looked) newest
                where workspace_id = :workspace
                and kind = :kind
                and at >= :from
                and (:all or environment_id = any (:environments))
                limit :limit
                """)
                .param("looked", MOST_LOOKED_AT)
                .param("workspace", place.workspaceId())
                .param("all", place.environments() == null)
                .param(
                        "environments",
                        place.environments() == null
                                ? new UUID[0]
                                : place.environments().toArray(UUID[]::new))
                .param("kind", kind.name())
                .param("from", from)
                .param("limit", limit)
                .query((row, _) -> new Change(
                        kind,
                        place.workspaceId(),
                        row.getObject("environment_id", UUID.class),
                        row.getObject("subject_id", UUID.class)))
                .list();
        return changes.stream().collect(Collectors.toSet());
    }

    /// Of what somebody hears.
    ///
    /// @param environments null: all
    public record HeardPlace(UUID workspaceId, @Nullable Set<UUID> environments) {}

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

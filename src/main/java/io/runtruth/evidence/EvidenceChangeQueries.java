package io.runtruth.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.runtruth.access.Actor;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What a file changed. Whoever may see the evidence may see this.
@Service
public class EvidenceChangeQueries {

    /// Most changes of a kind that are named.
    public static final int MOST = 100;

    /// What is equal and stands at the same place of both files, as most does, is left out before anything is
    /// paired. A pair has the same control, ordinal and resource; of what finds none, another version of the same
    /// control is looked for. A state is the place of the result among [CheckResult], or 9 where the tool hides
    /// it; the first three are what counts as assessed.
    private static final String COMPARE = """
            with apart as materialized (
                select was, identity_before, kin_before, control_before, mark_before, "is", identity_after, kin_after,
                    control_after, mark_after
                from (
                    select unnest(before.positions) as was, unnest(before.identities) as identity_before,
                        unnest(before.kins) as kin_before, unnest(before.controls) as control_before,
                        unnest(before.marks) as mark_before, unnest(after.positions) as "is",
                        unnest(after.identities) as identity_after, unnest(after.kins) as kin_after,
                        unnest(after.controls) as control_after, unnest(after.marks) as mark_after
                    from (
                        select *
                        from evidence_posture
                        where workspace_id = :workspace
                        and import_id = :before) before
                    full join (
                        select *
                        from evidence_posture
                        where workspace_id = :workspace
                        and import_id = :after) after using (first_position)
                    where before.identities is distinct from after.identities
                    or before.marks is distinct from after.marks) side_by_side
                where identity_before is distinct from identity_after
                or mark_before is distinct from mark_after),
            differing as materialized (
                select before.was, after."is", before.mark_before / 8 % 16 as state_before,
                    after.mark_after / 8 % 16 as state_after, coalesce(after.mark_after, before.mark_before) % 8 as severity,
                    coalesce(after.kin_after, before.kin_before) as kin,
                    coalesce(after.control_after, before.control_before) as control,
                    coalesce(after.mark_after, before.mark_before) >= 128 as is_version
                from (
                    select *
                    from apart
                    where was is not null) before
                full join (
                    select *
                    from apart
                    where "is" is not null) after on after.identity_after = before.identity_before
                where before.mark_before is distinct from after.mark_after),
            versions as materialized (
                select gone.was, new."is", gone.state_before, new.state_after, new.severity
                from (
                    select *, row_number() over (partition by kin order by was) as nth
                    from differing
                    where "is" is null
                    and (is_version or kin in (select kin from differing where was is null and is_version))) gone
                join (
                    select *, row_number() over (partition by kin order by "is") as nth
                    from differing
                    where was is null
                    and (is_version or kin in (select kin from differing where "is" is null and is_version))) new
                    using (kin, nth)),
            known as materialized (
                select control, bool_or(here) as here, bool_or(not here) as there
                from (
                    select distinct unnest(controls) as control, import_id = :after as here
                    from evidence_posture
                    where workspace_id = :workspace
                    and import_id in (:before, :after)
                    and exists (select from differing where was is null or "is" is null)) controls
                group by control),
            changed as materialized (
                select 'revised_control' as kind, was, "is", state_before, state_after, severity
                from versions
                union all
                select
                    case
                        when was is null and (:failures_only or known.there) then 'appeared'
                        when was is null then 'new_control'
                        when "is" is null and (:failures_only or known.here) then 'disappeared'
                        when "is" is null then 'gone_control'
                        when state_before = state_after then 'revised_control'
                        when state_before in (0, 2) and state_after = 1 then 'newly_failing'
                        when state_before = 1 and state_after = 0 then 'fixed'
                        when 9 in (state_before, state_after) then 'other'
                        when state_before <= 2 and state_after > 2 then 'ceased_to_be_assessed'
                        when state_before > 2 and state_after <= 2 then 'became_assessed'
                        else 'other'
                    end,
                    was, "is", state_before, state_after, severity
                from differing
                left join known using (control)
                where not exists (select from versions where versions.was = differing.was)
                and not exists (select from versions where versions."is" = differing."is")),
            kinds as (
                select kind, count(*) as count, count("is") as count_after, count(was) as count_before
                from changed
                group by kind)
            select kinds.kind, kinds.count, kinds.count_before, kinds.count_after, first.state_before,
                first.state_after, shown.severity, shown.resource, shown.control_id, shown.title
            from kinds
            cross join lateral (
                select changed.*
                from changed
                where changed.kind = kinds.kind
                order by severity, coalesce("is", was)
                limit :most) first
            join evidence_check shown on shown.workspace_id = :workspace
                and shown.import_id = case when first."is" is null then cast(:before as uuid) else cast(:after as uuid) end
                and shown.position = coalesce(first."is", first.was)
            order by kinds.kind, first.severity, coalesce(first."is", first.was)
            """;

    private static final int SUPPRESSED = 9;

    private final EvidenceQueries snapshots;
    private final JdbcClient jdbc;

    EvidenceChangeQueries(EvidenceQueries snapshots, JdbcClient jdbc) {
        this.snapshots = snapshots;
        this.jdbc = jdbc;
    }

    /// Two large files without much in common take longer than a call may otherwise.
    ///
    /// @throws Problem.NotFound also for one of another environment (I12)
    public EvidenceChanges changes(Actor actor, Scope scope, UUID snapshotId) {
        var snapshot = snapshots.detail(actor, scope, snapshotId);
        var changes = new AtomicReference<EvidenceChanges>();
        Workload.asJob(() -> changes.set(of(snapshot)));
        return changes.get();
    }

    /// For services that have checked the actor's right.
    EvidenceChanges of(EvidenceSnapshot snapshot) {
        return snapshots
                .before(snapshot)
                .map(before -> between(before, snapshot))
                .orElseGet(() -> new EvidenceChanges.First(snapshot));
    }

    /// What a snapshot says that is new against another of the same environment, tool and target. For services that
    /// have checked the actor's right.
    public EvidenceChanges between(EvidenceSnapshot before, EvidenceSnapshot snapshot) {
        var rows = jdbc.sql(COMPARE)
                .param("workspace", snapshot.scope().workspaceId())
                .param("before", before.id())
                .param("after", snapshot.id())
                .param("failures_only", isFailuresOnly(snapshot) || isFailuresOnly(before))
                .param("most", MOST)
                .query(EvidenceChangeQueries::row)
                .list();
        var byKind = rows.stream().collect(groupingBy(Row::kind));
        var firsts = byKind.values().stream().map(List::getFirst).toList();
        var unchanged =
                snapshot.facts().total() - firsts.stream().mapToLong(Row::after).sum();
        var paired = unchanged + firsts.stream().mapToLong(Row::paired).sum();
        return paired == 0
                ? new EvidenceChanges.NothingComparable(snapshot, before)
                : new EvidenceChanges.Compared(snapshot, before, changes(byKind), unchanged);
    }

    private static Map<ChangeKind, Changed> changes(Map<ChangeKind, List<Row>> byKind) {
        return byKind.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        of -> new Changed(
                                of.getValue().getFirst().count(),
                                of.getValue().stream().map(Row::check).toList())));
    }

    /// What such a tool no longer names was found in order, or was not looked at: its rules are no list of
    /// controls.
    private static boolean isFailuresOnly(EvidenceSnapshot snapshot) {
        return snapshot.facts().isWarned(FileFacts.FAILURES_ONLY);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                Coded.of(ChangeKind.class, row.getString("kind")).orElseThrow(),
                row.getLong("count"),
                row.getLong("count_before"),
                row.getLong("count_after"),
                new ChangedCheck(
                        row.getString("control_id"),
                        row.getString("title"),
                        state(row.getObject("state_before", Integer.class)),
                        state(row.getObject("state_after", Integer.class)),
                        Coded.of(Severity.class, row.getString("severity")).orElseThrow(),
                        row.getString("resource")));
    }

    private static @Nullable String state(@Nullable Integer place) {
        if (place == null) {
            return null;
        }
        return place == SUPPRESSED ? ChangedCheck.SUPPRESSED : CheckResult.values()[place].code();
    }

    /// @param before how many of the kind the file before has
    /// @param after how many of the kind this file has
    private record Row(ChangeKind kind, long count, long before, long after, ChangedCheck check) {

        private long paired() {
            return before + after - count;
        }
    }
}

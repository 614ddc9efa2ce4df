--liquibase formatted sql

--changeset runtruth:0024-evidence-posture
-- What two snapshots are compared by, apart from everything else that is known of a check: what stands at one place of
-- the arrays is one check. A million of them is 40 MB in two thousand rows, which is read in a fraction of the time that
-- the checks themselves take; and portions that are equal on both sides are not even unpacked.
create table evidence_posture (
    import_id uuid not null,
    workspace_id uuid not null,
    first_position integer not null,
    positions integer[] not null,
    -- of control, ordinal and resource: each once in an import
    identities uuid[] not null,
    -- of base id, ordinal and resource: the same for two versions of a control
    kins bigint[] not null,
    -- of the base id
    controls bigint[] not null,
    -- severity, 8 times the result (9 where it is suppressed), and 128 where the control has a version
    marks smallint[] not null,
    constraint evidence_posture_pk primary key (import_id, first_position),
    -- I3
    constraint evidence_posture_import_fk foreign key (workspace_id, import_id)
        references evidence_import (workspace_id, id) on delete cascade
);

-- digests don't get smaller
alter table evidence_posture
    alter column positions set storage external,
    alter column identities set storage external,
    alter column kins set storage external,
    alter column controls set storage external,
    alter column marks set storage external;

--changeset runtruth:0024-evidence-posture-added splitStatements:false
-- whoever writes checks, also a node of the release before, writes by what they are compared
create function evidence_posture_is_added() returns trigger language plpgsql as $$
begin
    insert into evidence_posture
        (import_id, workspace_id, first_position, positions, identities, kins, controls, marks)
    select import_id, workspace_id, min(position),
        array_agg(position order by position),
        array_agg(cast(md5(concat_ws(chr(31), control_id, ordinal, resource)) as uuid) order by position),
        array_agg(hashtextextended(concat_ws(chr(31), base_id, ordinal, resource), 0) order by position),
        array_agg(hashtextextended(base_id, 0) order by position),
        array_agg(cast(
            128 * cast(control_id <> base_id as integer)
            + 8 * case when suppressed then 9 else array_position(array[
                'pass', 'fail', 'warning', 'manual', 'not_applicable', 'not_assessed', 'error', 'informational',
                'unknown'], result) - 1 end
            + array_position(array['critical', 'high', 'medium', 'low', 'informational', 'unknown'], severity) - 1
            as smallint) order by position)
    from added
    group by import_id, workspace_id;
    return null;
end $$;

create trigger evidence_posture_is_added after insert on evidence_check
    referencing new table as added
    for each statement execute function evidence_posture_is_added();

--changeset runtruth:0024-evidence-posture-of-before
insert into evidence_posture
    (import_id, workspace_id, first_position, positions, identities, kins, controls, marks)
select import_id, workspace_id, min(position),
    array_agg(position order by position),
    array_agg(cast(md5(concat_ws(chr(31), control_id, ordinal, resource)) as uuid) order by position),
    array_agg(hashtextextended(concat_ws(chr(31), base_id, ordinal, resource), 0) order by position),
    array_agg(hashtextextended(base_id, 0) order by position),
    array_agg(cast(
        128 * cast(control_id <> base_id as integer)
        + 8 * case when suppressed then 9 else array_position(array[
            'pass', 'fail', 'warning', 'manual', 'not_applicable', 'not_assessed', 'error', 'informational',
            'unknown'], result) - 1 end
        + array_position(array['critical', 'high', 'medium', 'low', 'informational', 'unknown'], severity) - 1
        as smallint) order by position)
from evidence_check
group by import_id, workspace_id, position / 500
on conflict do nothing;

--changeset runtruth:0024-evidence-changes
-- How often what changed against the snapshot before it, kept for the history; what changed is compared when somebody
-- looks.
create table evidence_changes (
    snapshot_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    before_id uuid not null,
    -- by kind; null where the two have no check in common
    counts jsonb,
    constraint evidence_changes_pk primary key (snapshot_id, before_id),
    -- I3
    constraint evidence_changes_snapshot_fk foreign key (workspace_id, environment_id, snapshot_id)
        references evidence_snapshot (workspace_id, environment_id, id) on delete cascade,
    -- I3
    constraint evidence_changes_before_fk foreign key (workspace_id, environment_id, before_id)
        references evidence_snapshot (workspace_id, environment_id, id) on delete cascade
);

create index evidence_changes_before_idx on evidence_changes (before_id);

--changeset runtruth:0024-unbound-targets
-- A target that an environment is no longer known by stays written down: what was imported of it is left out of its
-- evidence, and the next file of it asks again.
alter table environment_target
    add column id uuid not null default gen_random_uuid(),
    add column unbound_at timestamptz;
alter table environment_target add constraint environment_target_id_unique unique (workspace_id, id);
create index environment_target_known_idx on environment_target (workspace_id, target_id);

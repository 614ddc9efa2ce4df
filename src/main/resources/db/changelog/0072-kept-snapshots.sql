--liquibase formatted sql

--changeset runtruth:0072-kept-snapshots
-- Contract 7. Which snapshots somebody took for themselves, and when last: a target is compared with the newest of these.
-- A snapshot never changes, and the same content is the same snapshot, also where a comparison or a preview met it first.
create table kept_snapshot (
    snapshot_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    kept_at timestamptz not null,
    kept_by text not null,
    constraint kept_snapshot_pk primary key (snapshot_id),
    -- I3
    constraint kept_snapshot_snapshot_fk foreign key (workspace_id, environment_id, snapshot_id)
        references configuration_snapshot (workspace_id, environment_id, id) on delete cascade
);

create index kept_snapshot_newest_idx
    on kept_snapshot (workspace_id, environment_id, kept_at desc, snapshot_id desc);

insert into kept_snapshot (snapshot_id, workspace_id, environment_id, kept_at, kept_by)
select id, workspace_id, environment_id, taken_at, taken_by
from configuration_snapshot
where origin in ('uploaded', 'captured');

--liquibase formatted sql

--changeset runtruth:0003-evidence
-- what an upload has brought in so far; nothing reads it until its snapshot is there (I15)
create table evidence_import (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    started_at timestamptz not null,
    constraint evidence_import_pk primary key (id),
    -- I3
    constraint evidence_import_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint evidence_import_scope_unique unique (workspace_id, environment_id, id),
    constraint evidence_import_workspace_unique unique (workspace_id, id)
);

create index evidence_import_started_idx on evidence_import (started_at);

-- the file as it came, compressed in parts of at most 1 MiB
create table evidence_chunk (
    workspace_id uuid not null,
    import_id uuid not null,
    ordinal integer not null,
    bytes bytea not null,
    constraint evidence_chunk_pk primary key (import_id, ordinal),
    -- I3
    constraint evidence_chunk_import_fk foreign key (workspace_id, import_id)
        references evidence_import (workspace_id, id) on delete cascade
);

alter table evidence_chunk alter column bytes set storage external;

create table evidence_check (
    workspace_id uuid not null,
    import_id uuid not null,
    position integer not null,
    control_id text not null,
    base_id text not null,
    ordinal integer not null,
    title text not null,
    result text not null,
    raw_result text not null,
    result_reason text,
    severity text not null,
    raw_severity text,
    suppressed boolean not null,
    suppressed_reason text,
    suppressed_until date,
    area text not null,
    resource text,
    detail text,
    remediation_url text,
    constraint evidence_check_pk primary key (import_id, position),
    -- I3
    constraint evidence_check_import_fk foreign key (workspace_id, import_id)
        references evidence_import (workspace_id, id) on delete cascade
);

-- one immutable import; its id is its import's
create table evidence_snapshot (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    format text not null,
    tool text not null,
    tool_version text,
    target_id text,
    target_name text,
    tenant text not null,
    -- null where the file names no time; then collected_at is when it was uploaded
    tool_collected_at timestamptz,
    collected_at timestamptz not null,
    file_name text not null,
    size_bytes bigint not null,
    file_digest text not null,
    posture_digest text not null,
    checks bigint not null,
    suppressed bigint not null,
    by_result jsonb not null,
    by_raw_result jsonb not null,
    summary_differences jsonb not null,
    skipped jsonb not null,
    warnings jsonb not null,
    imported_at timestamptz not null,
    imported_by text not null,
    -- who took a file that names another target, or none
    confirmed_by text,
    constraint evidence_snapshot_pk primary key (id),
    -- I3
    constraint evidence_snapshot_import_fk foreign key (workspace_id, environment_id, id)
        references evidence_import (workspace_id, environment_id, id),
    -- I15: the same bytes again are the same snapshot; of a file with several tenants, one each
    constraint evidence_snapshot_file_unique unique (workspace_id, environment_id, file_digest, tenant),
    constraint evidence_snapshot_size_range check (size_bytes >= 0)
);

create index evidence_snapshot_list_idx on evidence_snapshot (workspace_id, environment_id, imported_at desc, id desc);
create index evidence_snapshot_newest_idx
    on evidence_snapshot (workspace_id, environment_id, tool, target_id, collected_at desc, id desc);

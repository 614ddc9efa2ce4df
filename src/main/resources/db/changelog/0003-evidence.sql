--liquibase formatted sql

--changeset runtruth:0003-evidence
-- An import is staged in several transactions and becomes visible with its snapshot row, in one (I15). Nothing reads an
-- import without a snapshot, but to finish or to remove it.
create table evidence_import (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    started_at timestamptz not null,
    staged_by uuid,
    -- what was read, once everything is stored
    staged jsonb,
    constraint evidence_import_pk primary key (id),
    constraint evidence_import_workspace_unique unique (workspace_id, id),
    constraint evidence_import_scope_unique unique (workspace_id, environment_id, id),
    -- I3
    constraint evidence_import_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id)
);

create index evidence_import_started_idx on evidence_import (started_at);

-- The raw bytes: each chunk is at most 1 MiB of them as a gzip member, so the chunks in order are a gzip file.
create table evidence_chunk (
    import_id uuid not null,
    workspace_id uuid not null,
    position integer not null,
    content bytea not null,
    constraint evidence_chunk_pk primary key (import_id, position),
    -- I3
    constraint evidence_chunk_import_fk foreign key (workspace_id, import_id)
        references evidence_import (workspace_id, id) on delete cascade
);

alter table evidence_chunk alter column content set storage external;

create table evidence_check (
    import_id uuid not null,
    workspace_id uuid not null,
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
    suppression_reason text,
    suppressed_until date,
    area text not null,
    resource text,
    detail text,
    remediation_url text,
    constraint evidence_check_pk primary key (import_id, position),
    -- I3
    constraint evidence_check_import_fk foreign key (workspace_id, import_id)
        references evidence_import (workspace_id, id) on delete cascade,
    constraint evidence_check_position_range check (position >= 0),
    constraint evidence_check_ordinal_range check (ordinal >= 1),
    constraint evidence_check_result_known check (result in
        ('pass', 'fail', 'warning', 'manual', 'not_applicable', 'not_assessed', 'error', 'informational', 'unknown')),
    constraint evidence_check_severity_known check (severity in
        ('critical', 'high', 'medium', 'low', 'informational', 'unknown'))
);

create table evidence_snapshot (
    -- the import's
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    file_name text not null,
    size_bytes bigint not null,
    file_digest text not null,
    -- of a file with several tenants, the one that was read
    tenant text not null,
    tool text not null,
    target_id text,
    collected_at timestamptz not null,
    imported_at timestamptz not null,
    imported_by text not null,
    confirmed_by text,
    facts jsonb not null,
    constraint evidence_snapshot_pk primary key (id),
    -- I3; an import with a snapshot can't be removed
    constraint evidence_snapshot_import_fk foreign key (workspace_id, environment_id, id)
        references evidence_import (workspace_id, environment_id, id),
    constraint evidence_snapshot_scope_unique unique (workspace_id, environment_id, id),
    -- I15: the same bytes give the same snapshot
    constraint evidence_snapshot_file_unique unique (workspace_id, environment_id, file_digest, tenant),
    constraint evidence_snapshot_digest_form check (file_digest ~ '^sha256:[0-9a-f]{64}$')
);

create index evidence_snapshot_history_idx
    on evidence_snapshot (workspace_id, environment_id, imported_at desc, id desc);
create index evidence_snapshot_newest_idx
    on evidence_snapshot (workspace_id, environment_id, tool, lower(coalesce(target_id, '')), collected_at desc);

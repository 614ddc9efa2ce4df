--liquibase formatted sql

--changeset runtruth:0050-configuration-snapshots
-- Contract 7. The bytes of documents, each once for an environment however many snapshots have it. They are stored in
-- portions before the snapshot that names them is; those that none came to name are removed a day later.
create table configuration_content (
    workspace_id uuid not null,
    environment_id uuid not null,
    digest text not null,
    content bytea not null,
    stored_at timestamptz not null,
    constraint configuration_content_pk primary key (environment_id, digest),
    constraint configuration_content_scope_unique unique (workspace_id, environment_id, digest),
    -- I3
    constraint configuration_content_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint configuration_content_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$')
);

create index configuration_content_stored_idx on configuration_content (stored_at);

-- immutable
create table configuration_snapshot (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    -- of the paths and digests of its documents
    digest text not null,
    documents integer not null,
    -- documents of a target that are no JSON
    unreadable integer not null,
    size_bytes bigint not null,
    origin text not null,
    source text not null,
    taken_at timestamptz not null,
    taken_by text not null,
    constraint configuration_snapshot_pk primary key (id),
    constraint configuration_snapshot_scope_unique unique (workspace_id, environment_id, id),
    -- the same content gives the same snapshot
    constraint configuration_snapshot_digest_unique unique (workspace_id, environment_id, digest),
    -- I3
    constraint configuration_snapshot_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint configuration_snapshot_origin_known check (origin in ('uploaded', 'captured', 'previewed')),
    constraint configuration_snapshot_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$'),
    constraint configuration_snapshot_range check (documents >= 0 and unreadable between 0 and documents)
);

create index configuration_snapshot_history_idx
    on configuration_snapshot (workspace_id, environment_id, taken_at desc, id desc);

create table configuration_document (
    snapshot_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    -- by bytes, so that every database has the same order
    path text collate "C" not null,
    digest text not null,
    -- of what the document says, whatever its form; null where it is no JSON
    meaning text,
    size_bytes integer not null,
    constraint configuration_document_pk primary key (snapshot_id, path),
    -- I3
    constraint configuration_document_snapshot_fk foreign key (workspace_id, environment_id, snapshot_id)
        references configuration_snapshot (workspace_id, environment_id, id) on delete cascade,
    constraint configuration_document_content_fk foreign key (workspace_id, environment_id, digest)
        references configuration_content (workspace_id, environment_id, digest)
);

create index configuration_document_content_idx on configuration_document (environment_id, digest);

--changeset runtruth:0050-configuration-snapshots-guards splitStatements:false
create function configuration_is_immutable() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'configuration_is_immutable',
        message = 'a snapshot never changes';
end $$;

create trigger configuration_snapshot_is_immutable before update on configuration_snapshot
    for each row execute function configuration_is_immutable();

create trigger configuration_document_is_immutable before update on configuration_document
    for each row execute function configuration_is_immutable();

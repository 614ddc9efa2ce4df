--liquibase formatted sql

--changeset runtruth:0006-reviews
create table environment_review (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    status text not null,
    fingerprint text not null,
    fingerprint_version integer not null,
    -- what the fingerprint was made of: compared on every hit, so that equal fingerprints of unequal inputs show themselves
    fingerprint_inputs text not null,
    -- everything else that the content depends on, pinned at the start (SPEC 6.1.1)
    pinned jsonb not null,
    run_id uuid,
    -- canonical JSON, byte for byte what the composer made
    content text,
    completeness text,
    superseded_by uuid,
    created_at timestamptz not null,
    status_at timestamptz not null,
    version bigint not null,
    constraint environment_review_pk primary key (id),
    -- I3
    constraint environment_review_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint environment_review_scope_unique unique (workspace_id, environment_id, id),
    constraint environment_review_successor_fk foreign key (workspace_id, environment_id, superseded_by)
        references environment_review (workspace_id, environment_id, id),
    constraint environment_review_run_fk foreign key (workspace_id, run_id) references operation_run (workspace_id, id)
        deferrable initially deferred,
    constraint environment_review_status_known check
        (status in ('draft', 'ready', 'published', 'superseded', 'archived', 'failed')),
    constraint environment_review_content_when_ready check
        (status in ('draft', 'failed', 'archived') or content is not null),
    constraint environment_review_fingerprint_form check (fingerprint ~ '^[0-9a-f]{64}$')
);

-- I1
create unique index environment_reviews_fingerprint_mutable_unique
    on environment_review (workspace_id, environment_id, fingerprint)
    where status in ('draft', 'ready', 'failed');

create index environment_review_fingerprint_idx on environment_review (workspace_id, environment_id, fingerprint);
create index environment_review_list_idx on environment_review (workspace_id, environment_id, created_at desc, id desc);
create index environment_review_workspace_idx on environment_review (workspace_id, created_at desc, id desc);

-- one answer per request id (I14), kept for at least 24 hours
create table start_request (
    workspace_id uuid not null,
    requester text not null,
    request_id text not null,
    asked text not null,
    answer jsonb,
    created_at timestamptz not null,
    constraint start_request_pk primary key (workspace_id, requester, request_id),
    constraint start_request_workspace_fk foreign key (workspace_id) references workspace (id)
);

create index start_request_created_idx on start_request (created_at);

--liquibase formatted sql

--changeset runtruth:0052-restores
-- Contract 7: a restore from its preview to its results.
create table restore_run (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    -- what is to be
    snapshot_id uuid not null,
    -- the target as the preview found it, and the way back
    before_id uuid not null,
    place text not null,
    state text not null,
    -- of everything that is confirmed: target, documents, and what each was and is to be
    preview_digest text not null,
    chosen integer not null,
    previewed_at timestamptz not null,
    previewed_by text not null,
    previewed_by_id uuid,
    approved_at timestamptz,
    approved_by text,
    approved_by_id uuid,
    -- names the run from its first statement on
    run_id uuid,
    started_at timestamptz,
    started_by text,
    begun_at timestamptz,
    ended_at timestamptz,
    applied integer not null,
    unchanged integer not null,
    skipped integer not null,
    failed integer not null,
    -- read back and found other than the results say
    contradicted integer not null,
    -- of the target's documents when the restore had ended
    after_digest text,
    constraint restore_run_pk primary key (id),
    constraint restore_run_scope_unique unique (workspace_id, environment_id, id),
    -- I3
    constraint restore_run_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint restore_run_snapshot_fk foreign key (workspace_id, environment_id, snapshot_id)
        references configuration_snapshot (workspace_id, environment_id, id),
    constraint restore_run_before_fk foreign key (workspace_id, environment_id, before_id)
        references configuration_snapshot (workspace_id, environment_id, id),
    constraint restore_run_run_fk foreign key (workspace_id, run_id) references operation_run (workspace_id, id)
        on delete set null (run_id) deferrable initially deferred,
    constraint restore_run_state_known check (state in ('not_begun', 'in_progress', 'completed', 'refused')),
    constraint restore_run_digest_form check (preview_digest ~ '^sha256:[0-9a-f]{64}$'),
    constraint restore_run_counts_range check
        (applied >= 0 and unchanged >= 0 and skipped >= 0 and failed >= 0 and contradicted >= 0)
);

create unique index restore_run_run_unique on restore_run (run_id) where run_id is not null;
create index restore_run_list_idx on restore_run (workspace_id, environment_id, previewed_at desc, id desc);
create index restore_run_snapshot_idx on restore_run (snapshot_id);
create index restore_run_before_idx on restore_run (before_id);

create table restore_item (
    restore_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    path text collate "C" not null,
    change text not null,
    chosen boolean not null,
    -- null where the target has no such document
    before_digest text,
    wanted_digest text not null,
    result text,
    reason text,
    -- as the document was read back when the restore had ended; null where it was not read, or was not there
    found_digest text,
    done_at timestamptz,
    constraint restore_item_pk primary key (restore_id, path),
    -- I3
    constraint restore_item_restore_fk foreign key (workspace_id, environment_id, restore_id)
        references restore_run (workspace_id, environment_id, id) on delete cascade,
    constraint restore_item_change_known check (change in ('create', 'change', 'unchanged')),
    constraint restore_item_result_known check (result in ('applied', 'unchanged', 'skipped', 'failed')),
    -- exactly the confirmed documents, and nothing else
    constraint restore_item_result_of_chosen check (result is null or chosen),
    constraint restore_item_done_at_set check ((result is null) = (done_at is null))
);

-- one answer per request id (I14), kept for at least 24 hours
create table restore_request (
    workspace_id uuid not null,
    requester text not null,
    request_id text not null,
    asked text not null,
    restore_id uuid not null,
    created_at timestamptz not null,
    constraint restore_request_pk primary key (workspace_id, requester, request_id),
    constraint restore_request_workspace_fk foreign key (workspace_id) references workspace (id)
);

create index restore_request_created_idx on restore_request (created_at);

--changeset runtruth:0052-restores-guards splitStatements:false
-- a result is written once: what was applied stays applied, whatever a late worker reports
create function restore_result_is_final() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'restore_result_is_final',
        message = 'the result of a document never changes';
end $$;

create trigger restore_result_is_final before update on restore_item
    for each row when (old.result is not null and new.result is distinct from old.result)
    execute function restore_result_is_final();

--liquibase formatted sql

--changeset runtruth:0004-operations
create table operation_run (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid,
    type text not null,
    identity text not null,
    status text not null,
    outcome text not null,
    -- the worker's lease: raised by each pick-up and by each decision to close the run (I4)
    attempt integer not null,
    initiator_kind text not null,
    initiator_id uuid,
    initiator_name text not null,
    created_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz,
    stop_requested_at timestamptz,
    -- why a person must look although the run has ended: set once, beside an outcome that never changes
    attention_code text,
    failure_code text,
    failure_reference text,
    summary_counts jsonb not null,
    context jsonb not null,
    constraint operation_run_pk primary key (id),
    constraint operation_run_workspace_fk foreign key (workspace_id) references workspace (id),
    -- I3
    constraint operation_run_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint operation_run_scope_unique unique (workspace_id, id),
    constraint operation_run_type_known check (type in ('environment.review.compose', 'restore.execute')),
    constraint operation_run_status_known check (status in ('queued', 'running', 'completed')),
    constraint operation_run_outcome_known check
        (outcome in ('pending', 'succeeded', 'partially_succeeded', 'blocked', 'failed', 'cancelled')),
    constraint operation_run_pending_until_completed check ((status = 'completed') = (outcome <> 'pending')),
    constraint operation_run_completed_at_set check ((status = 'completed') = (completed_at is not null)),
    constraint operation_run_attempt_range check (attempt >= 0)
);

-- I2
create unique index operation_run_active_unique on operation_run (workspace_id, type, identity)
    where status in ('queued', 'running');

create index operation_run_active_idx on operation_run (created_at, id) where status in ('queued', 'running');
create index operation_run_list_idx on operation_run (workspace_id, created_at desc, id desc);
create index operation_run_status_idx on operation_run (workspace_id, status, created_at desc, id desc);
create index operation_run_outcome_idx on operation_run (workspace_id, outcome, created_at desc, id desc);
create index operation_run_type_idx on operation_run (workspace_id, type, created_at desc, id desc);
create index operation_run_environment_idx on operation_run (workspace_id, environment_id, created_at desc, id desc);

-- written every few hundred milliseconds while a run works: narrow, never indexed beyond its key, so updates stay in place
create table run_progress (
    run_id uuid not null,
    workspace_id uuid not null,
    attempt integer not null,
    done integer not null,
    total integer not null,
    step text not null,
    progressed_at timestamptz not null,
    constraint run_progress_pk primary key (run_id),
    constraint run_progress_run_fk foreign key (workspace_id, run_id) references operation_run (workspace_id, id) on delete cascade,
    constraint run_progress_range check (done between 0 and total)
) with (fillfactor = 70);

create table run_event (
    id bigint generated always as identity,
    workspace_id uuid not null,
    run_id uuid not null,
    at timestamptz not null,
    kind text not null,
    from_status text,
    to_status text,
    outcome text,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    attempt integer not null,
    node text not null,
    reason_code text,
    details jsonb not null,
    constraint run_event_pk primary key (id),
    constraint run_event_run_fk foreign key (workspace_id, run_id) references operation_run (workspace_id, id) on delete cascade
);

create index run_event_run_idx on run_event (workspace_id, run_id, id);

-- the queue: db-scheduler's table; last_heartbeat is deliberately in no index, so that a heartbeat stays in place
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    constraint scheduled_tasks_pk primary key (task_name, task_instance)
) with (fillfactor = 70);

create index scheduled_tasks_due_idx on scheduled_tasks (execution_time);

--changeset runtruth:0004-operations-guards splitStatements:false
-- I4: the database itself refuses to change how a run ended
create function operation_run_ended_is_final() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'operation_run_ended_is_final',
        message = 'a completed run does not change its status or outcome';
end $$;

create trigger operation_run_ended_is_final before update on operation_run
    for each row when (old.status = 'completed' and (new.status <> old.status or new.outcome <> old.outcome))
    execute function operation_run_ended_is_final();

create function run_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'run_event_is_append_only',
        message = 'run events are only ever added';
end $$;

create trigger run_event_is_append_only before update on run_event
    for each row execute function run_event_is_append_only();

--liquibase formatted sql

--changeset runtruth:0008-reconciliation
-- when its people were told last: its end, or a flag that was raised later; null while it is active
alter table operation_run add column notice_at timestamptz;
-- SPEC 5: what tells how an ending is known stays small
alter table operation_run add constraint operation_run_reconciliation_bounded
    check (octet_length((context -> 'reconciliation')::text) <= 8192);

create index operation_run_reconciled_idx on operation_run (workspace_id, created_at desc, id desc)
    where (context -> 'reconciliation') is not null;
create index operation_run_notice_idx on operation_run (initiator_id, notice_at desc, id desc)
    where notice_at is not null and initiator_id is not null;
create index operation_run_attention_notice_idx on operation_run (workspace_id, notice_at desc, id desc)
    where notice_at is not null and (outcome in ('blocked', 'failed') or attention_code is not null);

-- up to when a person has read what the bell told
create table notice_seen (
    account_id uuid not null,
    seen_at timestamptz not null,
    constraint notice_seen_pk primary key (account_id),
    constraint notice_seen_account_fk foreign key (account_id) references account (id)
);

-- what each pass of the reconciler did; a pass that was broken off is gone on with from its key
create table reconciler_pass (
    id bigint generated always as identity,
    source text not null,
    node text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    -- went on with the pass before, which was broken off
    resumed boolean not null,
    -- the last run that was looked at
    reached_at timestamptz,
    reached_id uuid,
    looked_at integer not null,
    -- counts by reason code, by what followed, and by the freshness of what was left alone
    decided jsonb not null,
    followed jsonb not null,
    left_alone jsonb not null,
    constraint reconciler_pass_pk primary key (id),
    constraint reconciler_pass_reached_whole check ((reached_at is null) = (reached_id is null))
);

-- processes that serve pages or take jobs, by their own report
create table node (
    name text not null,
    role text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    constraint node_pk primary key (name)
) with (fillfactor = 70);

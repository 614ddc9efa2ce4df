--liquibase formatted sql

--changeset runtruth:0033-webhooks
create table webhook (
    id uuid not null,
    workspace_id uuid not null,
    url text not null,
    events text[] not null,
    -- sealed with a key that is not in the database
    secret bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    constraint webhook_pk primary key (id),
    constraint webhook_workspace_unique unique (workspace_id, id),
    constraint webhook_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint webhook_url_length check (length(url) <= 2000),
    constraint webhook_events_some check (cardinality(events) > 0)
);

-- What is due is here and not in the queue: receivers that are slow or away hold no place that a run could have.
create table webhook_delivery (
    id uuid not null,
    workspace_id uuid not null,
    webhook_id uuid not null,
    event text not null,
    environment_id uuid,
    run_id uuid not null,
    review_id uuid,
    at timestamptz not null,
    state text not null,
    attempts integer not null,
    last_status integer,
    last_fault text,
    due_at timestamptz,
    constraint webhook_delivery_pk primary key (id),
    -- I3
    constraint webhook_delivery_webhook_fk foreign key (workspace_id, webhook_id)
        references webhook (workspace_id, id) on delete cascade,
    constraint webhook_delivery_state_known check (state in ('waiting', 'delivered', 'given_up')),
    constraint webhook_delivery_due_while_waiting check ((due_at is not null) = (state = 'waiting'))
);

create index webhook_delivery_due_idx on webhook_delivery (webhook_id, due_at) where due_at is not null;
create index webhook_delivery_history_idx on webhook_delivery (workspace_id, webhook_id, at desc, id desc);
create index webhook_delivery_old_idx on webhook_delivery (at) where due_at is null;

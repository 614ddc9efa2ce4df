--liquibase formatted sql

--changeset runtruth:0001-access
create table workspace (
    id uuid not null,
    slug text not null,
    name text not null,
    evidence_max_age_days integer not null,
    created_at timestamptz not null,
    version bigint not null,
    constraint workspace_pk primary key (id),
    constraint workspace_slug_unique unique (slug),
    constraint workspace_slug_form check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    constraint workspace_evidence_max_age_range check (evidence_max_age_days between 1 and 36500)
);

create table account (
    id uuid not null,
    username text not null,
    display_name text not null,
    password_hash text not null,
    system_operator boolean not null,
    -- made with the demo data: never allowed where the console listens beyond loopback
    demo boolean not null,
    created_at timestamptz not null,
    version bigint not null,
    constraint account_pk primary key (id),
    constraint account_username_unique unique (username),
    constraint account_username_form check (username = lower(username) and length(username) between 1 and 200)
);

create table member (
    workspace_id uuid not null,
    account_id uuid not null,
    role text not null,
    all_environments boolean not null,
    version bigint not null,
    constraint member_pk primary key (workspace_id, account_id),
    constraint member_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint member_account_fk foreign key (account_id) references account (id),
    constraint member_role_known check (role in ('owner', 'reviewer', 'operator', 'auditor', 'customer'))
);

create index member_account_idx on member (account_id);

create table audit_entry (
    id bigint generated always as identity,
    workspace_id uuid not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    action text not null,
    subject_type text not null,
    subject_id text not null,
    details jsonb not null,
    constraint audit_entry_pk primary key (id),
    constraint audit_entry_workspace_fk foreign key (workspace_id) references workspace (id)
);

create index audit_entry_workspace_idx on audit_entry (workspace_id, id desc);

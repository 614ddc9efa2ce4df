--liquibase formatted sql

--changeset runtruth:0002-environments
create table managed_environment (
    id uuid not null,
    workspace_id uuid not null,
    slug text not null,
    name text not null,
    archived_at timestamptz,
    created_at timestamptz not null,
    version bigint not null,
    constraint managed_environment_pk primary key (id),
    constraint managed_environment_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint managed_environment_slug_unique unique (workspace_id, slug),
    -- I3: what every composite foreign key points at
    constraint managed_environment_scope_unique unique (workspace_id, id),
    constraint managed_environment_slug_form check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);

create table environment_target (
    workspace_id uuid not null,
    environment_id uuid not null,
    target_id text not null,
    name text,
    added_at timestamptz not null,
    constraint environment_target_pk primary key (workspace_id, environment_id, target_id),
    -- I3
    constraint environment_target_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id)
);

-- the environments of a member who does not see all of them
create table member_environment (
    workspace_id uuid not null,
    account_id uuid not null,
    environment_id uuid not null,
    constraint member_environment_pk primary key (workspace_id, account_id, environment_id),
    constraint member_environment_member_fk foreign key (workspace_id, account_id)
        references member (workspace_id, account_id) on delete cascade,
    -- I3
    constraint member_environment_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id)
);

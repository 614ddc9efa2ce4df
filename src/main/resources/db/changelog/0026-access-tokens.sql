--liquibase formatted sql

--changeset runtruth:0026-access-tokens
-- contract 8: what a program sends in place of its person
create table access_token (
    id uuid not null,
    account_id uuid not null,
    -- null: across workspaces, what a system operator may
    workspace_id uuid,
    name text not null,
    -- SHA-256 of the whole token: 256 random bits need no slow hash
    token_hash bytea not null,
    -- its last characters, by which a person recognises it
    ending text not null,
    capabilities text[] not null,
    all_environments boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint access_token_pk primary key (id),
    constraint access_token_hash_unique unique (token_hash),
    constraint access_token_hash_form check (length(token_hash) = 32),
    -- I3: what the composite foreign key of its environments points at
    constraint access_token_scope_unique unique (workspace_id, id),
    constraint access_token_account_fk foreign key (account_id) references account (id),
    constraint access_token_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint access_token_across_has_no_list check (workspace_id is not null or all_environments)
);

create index access_token_account_idx on access_token (account_id, created_at desc, id desc);
create index access_token_workspace_idx on access_token (workspace_id, created_at desc, id desc);

create table access_token_environment (
    workspace_id uuid not null,
    token_id uuid not null,
    environment_id uuid not null,
    constraint access_token_environment_pk primary key (token_id, environment_id),
    -- I3
    constraint access_token_environment_token_fk foreign key (workspace_id, token_id)
        references access_token (workspace_id, id),
    -- I3
    constraint access_token_environment_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id)
);

create index access_token_environment_scope_idx on access_token_environment (environment_id);

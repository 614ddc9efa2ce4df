--liquibase formatted sql

--changeset runtruth:0027-invitations
-- contract 8: a link by which one person becomes a member, once
create table invitation (
    id uuid not null,
    workspace_id uuid not null,
    secret_hash bytea not null,
    role text not null,
    all_environments boolean not null,
    invited_by_name text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz,
    constraint invitation_pk primary key (id),
    constraint invitation_secret_unique unique (secret_hash),
    constraint invitation_secret_form check (length(secret_hash) = 32),
    -- I3
    constraint invitation_scope_unique unique (workspace_id, id),
    constraint invitation_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint invitation_accepted_by_fk foreign key (accepted_by) references account (id),
    constraint invitation_role_known check (role in ('owner', 'reviewer', 'operator', 'auditor', 'customer')),
    constraint invitation_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
    constraint invitation_ends_once check (accepted_at is null or revoked_at is null)
);

create index invitation_workspace_idx on invitation (workspace_id, created_at desc, id desc);
create index invitation_accepted_by_idx on invitation (accepted_by);

create table invitation_environment (
    workspace_id uuid not null,
    invitation_id uuid not null,
    environment_id uuid not null,
    constraint invitation_environment_pk primary key (invitation_id, environment_id),
    -- I3
    constraint invitation_environment_invitation_fk foreign key (workspace_id, invitation_id)
        references invitation (workspace_id, id),
    -- I3
    constraint invitation_environment_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id)
);

create index invitation_environment_scope_idx on invitation_environment (environment_id);

-- a link by which a person chooses a new password, once
create table reset_link (
    id uuid not null,
    account_id uuid not null,
    secret_hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint reset_link_pk primary key (id),
    constraint reset_link_secret_unique unique (secret_hash),
    constraint reset_link_secret_form check (length(secret_hash) = 32),
    constraint reset_link_account_fk foreign key (account_id) references account (id)
);

create index reset_link_account_idx on reset_link (account_id);

--liquibase formatted sql

--changeset runtruth:0059-saved-views
-- Filters of the list of runs that were given a name (contract 9).
create table saved_view (
    id uuid not null,
    workspace_id uuid not null,
    -- whose own it is; null for one that all see
    account_id uuid,
    -- the one that it is of: whoever may not see that is not offered the view
    environment_id uuid,
    name text not null,
    filter text not null,
    created_at timestamptz not null,
    constraint saved_view_pk primary key (id),
    constraint saved_view_workspace_fk foreign key (workspace_id) references workspace (id),
    -- I3; what was somebody's own goes with their membership
    constraint saved_view_member_fk foreign key (workspace_id, account_id)
        references member (workspace_id, account_id) on delete cascade,
    constraint saved_view_environment_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint saved_view_name_unique unique nulls not distinct (workspace_id, account_id, name),
    constraint saved_view_bounded check (length(name) between 1 and 400 and length(filter) <= 2000)
);

create index saved_view_environment_idx on saved_view (environment_id) where environment_id is not null;

-- What of that list a person has before them.
create table list_layout (
    workspace_id uuid not null,
    account_id uuid not null,
    hidden text[] not null,
    compact boolean not null,
    constraint list_layout_pk primary key (workspace_id, account_id),
    -- I3
    constraint list_layout_member_fk foreign key (workspace_id, account_id)
        references member (workspace_id, account_id) on delete cascade,
    constraint list_layout_bounded check (cardinality(hidden) <= 20)
);

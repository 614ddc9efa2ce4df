--liquibase formatted sql

--changeset runtruth:0051-configuration-targets
-- Contract 7: where an environment's configuration is read from and written to.
create table configuration_target (
    workspace_id uuid not null,
    environment_id uuid not null,
    -- a folder of the workspace's own folder below the root that the node is set to, by its names
    place text not null,
    set_at timestamptz not null,
    set_by text not null,
    constraint configuration_target_pk primary key (environment_id),
    -- I3
    constraint configuration_target_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint configuration_target_place_length check (length(place) between 1 and 400)
);

-- no two environments share a place, in any case of letters
create unique index configuration_target_place_unique on configuration_target (workspace_id, lower(place));

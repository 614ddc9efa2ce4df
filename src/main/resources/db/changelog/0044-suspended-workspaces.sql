--liquibase formatted sql

--changeset runtruth:0044-suspended-workspaces
-- contract 8: while it is set, no member and no token sees or changes anything there; nothing is deleted
alter table workspace add column suspended_at timestamptz;
-- the name as it was
alter table workspace add column suspended_by text;
alter table workspace add constraint workspace_suspended_by_somebody
    check ((suspended_at is null) = (suspended_by is null));

--liquibase formatted sql

--changeset runtruth:0013-node-sessions
-- contract 4: the session lock that a node holds while it lives; null where its heartbeats alone tell
alter table node add column lock_key bigint;
-- when it left in order, or was found dead by its lock; whoever comes back has another name
alter table node add column gone_at timestamptz;
-- how far its own clock is ahead of the database's
alter table node add column clock_ahead_ms bigint not null default 0;

-- what a dead node held is found without reading what waits; last_heartbeat stays in no index
create index scheduled_tasks_picked_idx on scheduled_tasks (picked_by) where picked;

--liquibase formatted sql

--changeset runtruth:0005-live
-- committed changes, written in the transaction that makes them and read by every node; kept for minutes
create table committed_change (
    id bigint generated always as identity,
    at timestamptz not null,
    kind text not null,
    workspace_id uuid not null,
    environment_id uuid,
    subject_id uuid not null,
    constraint committed_change_pk primary key (id)
);

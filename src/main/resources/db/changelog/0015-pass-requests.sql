--liquibase formatted sql

--changeset runtruth:0015-pass-requests
-- a pass of the reconciler that somebody asked for; a worker answers it, with the pass that began after it was asked for
create table pass_request (
    id bigint generated always as identity,
    asked_at timestamptz not null,
    actor_id uuid,
    actor_name text not null,
    pass_id bigint,
    constraint pass_request_pk primary key (id)
);

create index pass_request_open_idx on pass_request (id) where pass_id is null;

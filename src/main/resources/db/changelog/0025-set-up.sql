--liquibase formatted sql

--changeset runtruth:0025-set-up
-- contract 8: what opens the set-up of a database without accounts; each start prints one, any node takes it
create table setup_code (
    id uuid not null,
    code_hash bytea not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    constraint setup_code_pk primary key (id),
    constraint setup_code_hash_unique unique (code_hash),
    constraint setup_code_hash_form check (length(code_hash) = 32)
);

alter table account
    -- may do nothing while this is set, and cannot sign in
    add column disabled_at timestamptz,
    -- every sign-in before it is over
    add column signed_out_at timestamptz;

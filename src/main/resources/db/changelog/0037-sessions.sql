--liquibase formatted sql

--changeset runtruth:0037-sessions
-- contract 8: a sign-in at one browser, on whatever node; the browser keeps a ticket of two secrets
create table person_session (
    id uuid not null,
    account_id uuid not null,
    -- SHA-256 of the half of the ticket that stays: by it the row is found
    series_hash bytea not null,
    -- SHA-256 of the half that turns, of the one before it, and since when each counts
    secret_hash bytea not null,
    previous_hash bytea,
    turned_at timestamptz not null,
    -- when the browser has shown the newest for the first time; null: it may not have heard of it
    shown_at timestamptz,
    method text not null,
    -- as they were at the sign-in, or when it was resumed last: foreign text
    browser text not null,
    address text not null,
    signed_in_at timestamptz not null,
    last_seen_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,
    ended_because text,
    constraint person_session_pk primary key (id),
    constraint person_session_series_unique unique (series_hash),
    constraint person_session_hash_form check (
        length(series_hash) = 32 and length(secret_hash) = 32 and length(previous_hash) = 32),
    constraint person_session_account_fk foreign key (account_id) references account (id),
    constraint person_session_method_known check (method in ('password', 'passkey', 'provider')),
    constraint person_session_ended_because check ((ended_at is null) = (ended_because is null))
) with (fillfactor = 80);

create index person_session_account_idx on person_session (account_id);

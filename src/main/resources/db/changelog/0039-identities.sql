--liquibase formatted sql

--changeset runtruth:0039-identities
-- contract 8: by whom an identity provider means which account
create table account_identity (
    id uuid not null,
    account_id uuid not null,
    -- who says so, and what they call the person for ever; addresses and names change, this does not
    issuer text not null,
    subject text not null,
    -- by which registration of the configuration it came
    registration text not null,
    -- what the person was called there last: foreign text
    shown text not null,
    linked_at timestamptz not null,
    last_used_at timestamptz not null,
    constraint account_identity_pk primary key (id),
    -- whoever it is, it is one account
    constraint account_identity_subject_unique unique (issuer, subject),
    -- an address that was handed on to somebody else opens nothing
    constraint account_identity_account_unique unique (account_id, issuer),
    constraint account_identity_account_fk foreign key (account_id) references account (id)
);

-- null: the person has never chosen one, and signs in through a provider or with a passkey
alter table account alter column password_hash drop not null;

-- by groups of which registration the membership came to be; null: by hand, and no group changes it
alter table member add column registration text;

-- by which provider the person has signed in, as it was called then
alter table person_session add column provider text;
alter table person_session add constraint person_session_provider_told
    check (provider is null or method = 'provider');

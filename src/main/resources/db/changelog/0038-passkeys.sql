--liquibase formatted sql

--changeset runtruth:0038-passkeys
-- contract 8: what a person signs in with in place of a password; the private key never leaves their device
create table passkey (
    id uuid not null,
    account_id uuid not null,
    -- as the device calls it
    credential_id bytea not null,
    public_key bytea not null,
    signature_count bigint not null,
    user_verified boolean not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    transports text[] not null,
    attestation_object bytea not null,
    attestation_client_data bytea not null,
    name text not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    constraint passkey_pk primary key (id),
    constraint passkey_credential_unique unique (credential_id),
    constraint passkey_account_fk foreign key (account_id) references account (id)
);

create index passkey_account_idx on passkey (account_id);

--liquibase formatted sql

--changeset runtruth:0067-invitations-by-address
-- contract 8: an open invitation is found by the address that it names, when its person signs in through a provider
create index invitation_open_email_idx on invitation (lower(email))
    where email is not null and accepted_at is null and revoked_at is null;

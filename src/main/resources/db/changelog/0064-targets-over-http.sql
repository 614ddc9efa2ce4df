--liquibase formatted sql

--changeset runtruth:0064-targets-over-http
-- Contract 7: a target may be an address; its place is that, and it has a token, sealed with the key of the
-- installation for the very environment and address.
alter table configuration_target add column sealed_token bytea;
alter table configuration_target add constraint configuration_target_token_of_address check
    ((place ~ '^https?://') = (sealed_token is not null));

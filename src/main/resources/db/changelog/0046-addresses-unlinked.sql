--liquibase formatted sql

--changeset runtruth:0046-addresses-unlinked
-- contract 8: whether an address that a provider has verified may link an identity; not any more once the person has
-- unlinked one
alter table account add column linked_by_address boolean not null default true;

--liquibase formatted sql

--changeset runtruth:0021-check-notes
-- What a tool writes of a check beside its result; null for a tool that writes nothing else, and for what was imported
-- before it was read.
alter table evidence_check
    add column notes jsonb;

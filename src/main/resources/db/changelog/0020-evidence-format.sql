--liquibase formatted sql

--changeset runtruth:0020-evidence-format
-- Bytes that were once taken for another format are not known as what they are.
alter table evidence_snapshot
    add column format text generated always as (facts ->> 'format') stored;
alter table evidence_snapshot
    drop constraint evidence_snapshot_file_unique;
-- I15: the same bytes, read the same way, give the same snapshot
alter table evidence_snapshot add constraint evidence_snapshot_file_unique unique (workspace_id, environment_id, file_digest, tenant, format);

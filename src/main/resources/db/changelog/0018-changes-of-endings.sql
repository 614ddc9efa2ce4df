--liquibase formatted sql

--changeset runtruth:0018-changes-of-endings
-- whether a change may be a run's ending; a row of an older node, which does not say, may be one
alter table committed_change add column ended boolean not null default true;

--liquibase formatted sql

--changeset runtruth:0065-compared-snapshots
-- Contract 7: what a comparison found in a target is a snapshot too.
alter table configuration_snapshot drop constraint configuration_snapshot_origin_known;
alter table configuration_snapshot add constraint configuration_snapshot_origin_known check
    (origin in ('uploaded', 'captured', 'previewed', 'compared'));

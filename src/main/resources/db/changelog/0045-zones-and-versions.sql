--liquibase formatted sql

--changeset runtruth:0045-zones-and-versions
-- contract 8, 9: the zone that the person's times are in; null: the browser's
alter table account add column time_zone text;
alter table account add constraint account_time_zone_form check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$');

-- which release a node runs, so that mixed ones can be told; null for those of before
alter table node add column version text;
alter table node add constraint node_version_length check (length(version) between 1 and 100);

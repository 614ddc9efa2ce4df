--liquibase formatted sql

--changeset runtruth:0078-column-order
-- the columns of the list of runs in the order that a person gave them; what is not named stands where it usually does
alter table list_layout add column column_order text[] not null default '{}';
alter table list_layout add constraint list_layout_order_bounded check (cardinality(column_order) <= 20);

--liquibase formatted sql

--changeset runtruth:0053-restore-four-eyes
-- contract 7: a second person approves the very preview before a restore may begin
alter table workspace add column restore_four_eyes boolean not null default false;

--liquibase formatted sql

--changeset runtruth:0043-publications-told
-- contract 11: a publication is told too, and no run has part in it
alter table webhook_delivery alter column run_id drop not null;
alter table webhook_delivery add constraint webhook_delivery_about_something
    check (run_id is not null or review_id is not null);

--liquibase formatted sql

--changeset runtruth:0041-runs-are-not-kept-for-ever
-- A run that is kept no longer leaves the reviews that it once composed, which then name none. Which runs go is decided
-- by who removes them: never one of a review that can be read or is being made.
alter table environment_review drop constraint environment_review_run_fk;
-- I3
alter table environment_review add constraint environment_review_run_fk foreign key (workspace_id, run_id)
    references operation_run (workspace_id, id) on delete set null (run_id) deferrable initially deferred not valid;

--changeset runtruth:0041-runs-are-not-kept-for-ever-validated
alter table environment_review validate constraint environment_review_run_fk;

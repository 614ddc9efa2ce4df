--liquibase formatted sql

--changeset runtruth:0009-review-lookups
-- An index that begins with workspace and environment looks to the planner as good as a unique one, for it multiplies
-- two conditions of which one implies the other; it then reads all reviews of an environment to find one. So a review is
-- found by its id or its fingerprint first, and only the list begins with the environment.
alter table environment_review drop constraint environment_review_successor_fk;
alter table environment_review drop constraint environment_review_scope_unique;
alter table environment_review add constraint environment_review_scope_unique unique (id, environment_id, workspace_id);
alter table environment_review add constraint environment_review_successor_fk foreign key
    (workspace_id, environment_id, superseded_by) references environment_review (workspace_id, environment_id, id);

drop index environment_review_fingerprint_idx;
create index environment_review_fingerprint_idx on environment_review (fingerprint, environment_id, workspace_id);
drop index environment_review_list_idx;
create index environment_review_list_idx on environment_review (environment_id, created_at desc, id desc);

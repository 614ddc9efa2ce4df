--liquibase formatted sql

--changeset runtruth:0014-reads-by-environment
-- What a member of some environments reads follows these environments and not the workspace's history: each list that
-- the workspace has, once more by environment.
create index operation_run_environment_outcome_idx
    on operation_run (workspace_id, environment_id, outcome, created_at desc, id desc);
create index operation_run_environment_type_idx
    on operation_run (workspace_id, environment_id, type, created_at desc, id desc);
create index operation_run_environment_active_idx
    on operation_run (workspace_id, environment_id, created_at desc, id desc) where status in ('queued', 'running');
create index operation_run_environment_attention_idx
    on operation_run (workspace_id, environment_id, created_at desc, id desc)
    where outcome in ('blocked', 'failed') or attention_code is not null;
create index operation_run_environment_reconciled_idx
    on operation_run (workspace_id, environment_id, created_at desc, id desc)
    where (context -> 'reconciliation') is not null;

-- few of many, in the list's order
create index operation_run_active_list_idx
    on operation_run (workspace_id, created_at desc, id desc) where status in ('queued', 'running');

-- the bell: what a person started, in each of their workspaces; what needs attention, in each of their environments
drop index operation_run_notice_idx;
create index operation_run_own_notice_idx on operation_run (initiator_id, workspace_id, notice_at desc, id desc)
    where notice_at is not null and initiator_id is not null;
create index operation_run_environment_notice_idx
    on operation_run (workspace_id, environment_id, notice_at desc, id desc)
    where notice_at is not null and (outcome in ('blocked', 'failed') or attention_code is not null);

-- what a customer may see of the reviews
create index environment_review_published_idx
    on environment_review (workspace_id, created_at desc, id desc) where status = 'published';
create index environment_review_environment_published_idx
    on environment_review (environment_id, created_at desc, id desc) where status = 'published';

-- the newest evidence of each environment, whatever the tool
create index evidence_snapshot_collected_idx
    on evidence_snapshot (workspace_id, environment_id, collected_at desc);

-- the referencing sides of foreign keys: a row that is deleted looks for those that point at it
create index environment_review_run_idx on environment_review (run_id) where run_id is not null;
create index environment_review_successor_idx on environment_review (superseded_by) where superseded_by is not null;
create index member_environment_scope_idx on member_environment (environment_id, workspace_id);

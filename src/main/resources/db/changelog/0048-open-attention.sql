--liquibase formatted sql

--changeset runtruth:0048-open-attention
-- The lists, the counts and the bell of what is open. Those of what once asked stay for the nodes of the release before.
create index operation_run_open_idx on operation_run (workspace_id, created_at desc, id desc)
    where (outcome in ('blocked', 'failed') or attention_code is not null)
    and (attention_ended_at is null or attention_ended_at < notice_at);
create index operation_run_environment_open_idx
    on operation_run (workspace_id, environment_id, created_at desc, id desc)
    where (outcome in ('blocked', 'failed') or attention_code is not null)
    and (attention_ended_at is null or attention_ended_at < notice_at);
create index operation_run_open_notice_idx on operation_run (workspace_id, notice_at desc, id desc)
    where notice_at is not null
    and (outcome in ('blocked', 'failed') or attention_code is not null)
    and (attention_ended_at is null or attention_ended_at < notice_at);
create index operation_run_environment_open_notice_idx
    on operation_run (workspace_id, environment_id, notice_at desc, id desc)
    where notice_at is not null
    and (outcome in ('blocked', 'failed') or attention_code is not null)
    and (attention_ended_at is null or attention_ended_at < notice_at);

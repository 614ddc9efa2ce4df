--liquibase formatted sql

--changeset runtruth:0007-runs-needing-attention
-- few of many: the list of what a person must look at stays as quick as the others
create index operation_run_attention_idx on operation_run (workspace_id, created_at desc, id desc)
    where outcome in ('blocked', 'failed') or attention_code is not null;

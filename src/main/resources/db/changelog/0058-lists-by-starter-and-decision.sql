--liquibase formatted sql

-- Lists by who started a run and by what its ending rests on, each of the workspace and of an environment. Not built
-- concurrently: that would wait for the nodes that wait for their turn to migrate, and they for it (decision record
-- 0011). Each in a transaction of its own, so that nobody waits for more than one of them.
--changeset runtruth:0058-runs-by-initiator
create index operation_run_initiator_idx
    on operation_run (workspace_id, initiator_id, created_at desc, id desc);

--changeset runtruth:0058-runs-by-environment-initiator
create index operation_run_environment_initiator_idx
    on operation_run (workspace_id, environment_id, initiator_id, created_at desc, id desc);

--changeset runtruth:0058-runs-by-decision
create index operation_run_decision_idx
    on operation_run (workspace_id, (context -> 'reconciliation' ->> 'decision'), created_at desc, id desc)
    where (context -> 'reconciliation') is not null;

--changeset runtruth:0058-runs-by-environment-decision
create index operation_run_environment_decision_idx
    on operation_run
        (workspace_id, environment_id, (context -> 'reconciliation' ->> 'decision'), created_at desc, id desc)
    where (context -> 'reconciliation') is not null;

--liquibase formatted sql

--changeset runtruth:0047-attention-ends
-- contract 3: when nobody must look at the run any more, and how that came. A question is open where nothing ended it,
-- or where it was asked again after that: what ended before `notice_at` answers nothing of it. Nodes of the release
-- before write neither, and so leave open what they end.
alter table operation_run
    add column attention_ended_at timestamptz,
    add column attention_ended_by text,
    add column attention_answered_by uuid;
alter table operation_run add constraint operation_run_attention_ended_known check
    (attention_ended_by in ('person', 'later_success')
        and (attention_ended_at is null) = (attention_ended_by is null)) not valid;

-- who deals with the question of a run, and until when it waits
create table run_attention (
    run_id uuid not null,
    workspace_id uuid not null,
    taken_by uuid,
    taken_at timestamptz,
    -- somebody else gave it to them
    handed_over boolean not null,
    waits_until timestamptz,
    -- since when it is nobody's again
    free_since timestamptz,
    -- the name, as it was, of the person who closed it
    closed_by text,
    constraint run_attention_pk primary key (run_id),
    -- I3
    constraint run_attention_run_fk foreign key (workspace_id, run_id)
        references operation_run (workspace_id, id) on delete cascade,
    -- whoever leaves the workspace holds nothing in it
    constraint run_attention_member_fk foreign key (workspace_id, taken_by)
        references member (workspace_id, account_id) on delete set null (taken_by)
) with (fillfactor = 70);

create index run_attention_mine_idx on run_attention (taken_by, workspace_id) where taken_by is not null;

--changeset runtruth:0047-attention-ends-validated
alter table operation_run validate constraint operation_run_attention_ended_known;

--changeset runtruth:0047-attention-answered-already
-- what a later run of the same kind has answered before this release
update operation_run r
set attention_ended_at = greatest(newest.completed_at, r.notice_at), attention_ended_by = 'later_success',
    attention_answered_by = newest.id
from (
    select distinct workspace_id, environment_id, type
    from operation_run
    where outcome in ('blocked', 'failed') or attention_code is not null) kind
cross join lateral (
    select s.id, s.created_at, s.completed_at
    from operation_run s
    where s.workspace_id = kind.workspace_id
    and s.environment_id = kind.environment_id
    and s.type = kind.type
    and s.outcome = 'succeeded'
    and s.attention_code is null
    order by s.created_at desc, s.id desc
    limit 1) newest
where r.workspace_id = kind.workspace_id
and r.environment_id = kind.environment_id
and r.type = kind.type
and (r.outcome in ('blocked', 'failed') or r.attention_code is not null)
and (r.created_at, r.id) < (newest.created_at, newest.id);

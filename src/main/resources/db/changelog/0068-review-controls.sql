--liquibase formatted sql

--changeset runtruth:0068-control-wordings
-- What tools call their controls, and why they matter: each wording once in a workspace, never changed, and shown to
-- those only who see an environment whose review has it.
create table control_wording (
    id bigint generated always as identity,
    workspace_id uuid not null,
    -- of the tool and its id of the control: the same whatever the wording
    control_id uuid not null,
    tool text not null,
    -- without the version behind it
    control text not null,
    title text not null,
    -- "" where the tool names none
    area text not null,
    -- the title says what is wrong, not what should be
    tells_fault boolean not null,
    rationale jsonb,
    digest bytea not null,
    constraint control_wording_pk primary key (id),
    constraint control_wording_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint control_wording_digest_unique unique (workspace_id, digest)
);

create index control_wording_control_idx on control_wording (workspace_id, control_id);

--changeset runtruth:0068-review-controls
-- How each control stands in a review: what is at one place of the arrays is one control of one tool. One row and not
-- hundreds, since it is written and read as a whole.
create table review_controls (
    review_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    wordings bigint[] not null,
    -- 16 times the worst result, twice the worst severity among those, and 1 where all that is not met or warns is
    -- accepted
    marks smallint[] not null,
    -- since when the evidence says the same, from review to review
    since timestamptz[] not null,
    -- the oldest evidence of it
    collected timestamptz[] not null,
    -- why it was not assessed
    reasons text[] not null,
    -- the risk that is accepted
    waivers uuid[] not null,
    -- all of the control, and those with the worst result
    checks integer[] not null,
    affected integer[] not null,
    constraint review_controls_pk primary key (review_id),
    -- I3
    constraint review_controls_review_fk foreign key (workspace_id, environment_id, review_id)
        references environment_review (workspace_id, environment_id, id) on delete cascade,
    constraint review_controls_alike check (cardinality(wordings) = all (array[
        cardinality(marks), cardinality(since), cardinality(collected), cardinality(reasons), cardinality(waivers),
        cardinality(checks), cardinality(affected)]))
);

--changeset runtruth:0068-review-controls-in-a-document splitStatements:false
create type told_control as (
    control_id uuid,
    tool text,
    control text,
    title text,
    area text,
    tells_fault boolean,
    rationale jsonb,
    digest bytea,
    mark smallint,
    collected_at timestamptz,
    reason text,
    waiver_id uuid,
    checks integer,
    affected integer);

-- the controls of a document, each once
create function review_controls_in(document jsonb) returns setof told_control language sql stable as $$
    with source as (
        select position - 1 as source, snapshot #>> '{source,tool}' as tool,
            snapshot #>> '{source,format}' = 'sarif' as tells_fault,
            cast(snapshot #>> '{source,collected_at}' as timestamptz) as collected_at
        from jsonb_array_elements(document #> '{provenance,snapshots}') with ordinality as s (snapshot, position)),
    finding as (
        select s.tool, coalesce(f.base_id, f.control_id) as control, f.title, f.area, s.tells_fault, f.rationale,
            s.collected_at, f.reason, f.accepted, f."group" = 'accepted' as is_accepted,
            array_position(array['fail', 'warning', 'error', 'manual', 'not_assessed', 'unknown', 'pass',
                'informational', 'not_applicable', 'suppressed'],
                case f."group" when 'suppressed' then 'suppressed' else f.result end) as result,
            array_position(array['critical', 'high', 'medium', 'low', 'informational', 'unknown'], f.severity)
                as severity,
            f.checks, f.position
        from rows from (jsonb_to_recordset(document #> '{findings,controls}') as (
            source integer, "group" text, reason text, result text, control_id text, base_id text, title text,
            severity text, area text, rationale text, accepted text, checks integer)) with ordinality as f (
            source, "group", reason, result, control_id, base_id, title, severity, area, rationale, accepted, checks,
            position)
        join source s on s.source = f.source),
    worst as (
        select distinct on (tool, control) *,
            result <= 2 and bool_and(is_accepted or result > 2) over of_control as all_accepted,
            min(collected_at) over of_control as oldest,
            sum(checks) over of_control as all_checks,
            sum(checks) over (partition by tool, control, result) as worst_checks
        from finding
        window of_control as (partition by tool, control)
        order by tool, control, result, is_accepted, severity, position),
    worded as (
        select *, document #> array['findings', 'texts', rationale] as why
        from worst)
    select
        cast(left(encode(sha256(convert_to(concat_ws(chr(31), tool, control), 'UTF8')), 'hex'), 32) as uuid),
        tool, control, title, area, tells_fault, why,
        sha256(convert_to(cast(jsonb_build_array(tool, control, title, area, tells_fault, why) as text), 'UTF8')),
        cast(16 * result + 2 * severity + cast(all_accepted as integer) as smallint),
        oldest, reason,
        cast(document #>> array['accepted_suppressed', 'accepted', accepted, 'risk', 'waiver_id'] as uuid),
        cast(all_checks as integer), cast(worst_checks as integer)
    from worded
$$;

--changeset runtruth:0068-review-controls-are-told splitStatements:false
create function review_controls_are_told(review environment_review) returns void language plpgsql as $$
declare
    document constant jsonb := cast(review.content as jsonb);
    told told_control[];
    before review_controls;
begin
    if document #> '{findings,controls}' is null then
        delete from review_controls where review_id = review.id;
        return;
    end if;
    told := array(select c from review_controls_in(document) c);

    -- in one order: of two that meet, one waits for the other
    insert into control_wording
        (workspace_id, control_id, tool, control, title, area, tells_fault, rationale, digest)
    select review.workspace_id, c.control_id, c.tool, c.control, c.title, c.area, c.tells_fault, c.rationale, c.digest
    from unnest(told) c
    where not exists (
        select
        from control_wording w
        where w.workspace_id = review.workspace_id
        and w.digest = c.digest)
    order by c.digest
    on conflict (workspace_id, digest) do nothing;

    -- what it said before it was composed anew, or else what the review before it says
    select * into before from review_controls where review_id = review.id;
    if not found then
        select b.* into before
        from environment_review r
        join review_controls b on b.review_id = r.id
        where r.workspace_id = review.workspace_id
        and r.environment_id = review.environment_id
        and r.status in ('ready', 'published', 'superseded')
        and (r.created_at, r.id) < (review.created_at, review.id)
        order by r.created_at desc, r.id desc
        limit 1;
    end if;

    insert into review_controls
        (review_id, workspace_id, environment_id, wordings, marks, since, collected, reasons, waivers, checks, affected)
    select review.id, review.workspace_id, review.environment_id, coalesce(array_agg(id), '{}'),
        coalesce(array_agg(mark), '{}'), coalesce(array_agg(since), '{}'), coalesce(array_agg(collected_at), '{}'),
        coalesce(array_agg(reason), '{}'), coalesce(array_agg(waiver_id), '{}'), coalesce(array_agg(checks), '{}'),
        coalesce(array_agg(affected), '{}')
    from (
        select id, mark, collected_at, reason, waiver_id, checks, affected,
            case when mark / 16 = max(mark_before) over same / 16
                then least(max(since_before) over same, collected_at)
                else collected_at end as since
        -- side by side and not joined: how many they are is not known to the planner
        from (
            select c.control_id, w.id, c.mark, c.collected_at, c.reason, c.waiver_id, c.checks, c.affected,
                cast(null as smallint) as mark_before, cast(null as timestamptz) as since_before
            from unnest(told) c
            join control_wording w on w.workspace_id = review.workspace_id and w.digest = c.digest
            union all
            select w.control_id, null, null, null, null, null, null, null, said.mark, said.since
            from unnest(before.wordings, before.marks, before.since) as said (wording, mark, since)
            join control_wording w on w.id = said.wording) sides
        window same as (partition by control_id)) listed
    where id is not null
    on conflict (review_id) do update
    set wordings = excluded.wordings, marks = excluded.marks, since = excluded.since, collected = excluded.collected,
        reasons = excluded.reasons, waivers = excluded.waivers, checks = excluded.checks, affected = excluded.affected;
end $$;

create function review_controls_follow() returns trigger language plpgsql as $$
begin
    perform review_controls_are_told(new);
    return null;
end $$;

-- it is the database that tells them, so that a node of the release before leaves none untold
create trigger review_controls_follow after insert or update of content on environment_review
    for each row when (new.content is not null and new.status in ('ready', 'published', 'superseded'))
    execute function review_controls_follow();

--changeset runtruth:0068-review-controls-of-before runInTransaction:false splitStatements:false
-- The last ten of each environment that one can read, one environment after the other: nobody waits for all of them.
do $$
declare
    place uuid;
    earlier uuid;
begin
    for place in
        select distinct environment_id
        from environment_review
        where status in ('ready', 'published')
    loop
        for earlier in
            select id
            from (
                select id, created_at
                from environment_review
                where environment_id = place
                and status in ('ready', 'published', 'superseded')
                order by created_at desc, id desc
                limit 10) newest
            order by created_at, id
        loop
            perform review_controls_are_told(r)
            from environment_review r
            where r.id = earlier;
        end loop;
        commit;
    end loop;
end $$;

--liquibase formatted sql

--changeset runtruth:0060-waivers
-- Contract 6: a risk that somebody accepts, for one environment and one control of one tool, until a day. Each edit is
-- an acceptance of its own and raises the version; one that is withdrawn, or has run out, stays.
create table waiver (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    tool text not null,
    -- the tool's id of the control, with or without the version behind it
    control text not null,
    -- only this one of those with the same id; null for all
    ordinal integer,
    -- only what was found there; null for all
    resource text,
    reason text not null,
    owner text not null,
    -- the name as it was
    accepted_by text not null,
    accepted_at timestamptz not null,
    -- the last day it holds, and the day to look at it again; days of UTC
    until date not null,
    review_on date not null,
    created_at timestamptz not null,
    -- withdrawn, or run out and followed by another of the same scope
    ended_at timestamptz,
    ended_by text,
    version bigint not null,
    constraint waiver_pk primary key (id),
    constraint waiver_scope_unique unique (workspace_id, environment_id, id),
    -- I3
    constraint waiver_scope_fk foreign key (workspace_id, environment_id)
        references managed_environment (workspace_id, id),
    constraint waiver_tool_length check (length(tool) between 1 and 200),
    constraint waiver_control_length check (length(control) between 1 and 300),
    constraint waiver_ordinal_range check (ordinal > 0),
    constraint waiver_resource_length check (length(resource) between 1 and 1000),
    constraint waiver_reason_length check (length(reason) between 1 and 2000),
    constraint waiver_owner_length check (length(owner) between 1 and 400),
    constraint waiver_until_range check (until <= cast(accepted_at at time zone 'UTC' as date) + 366),
    constraint waiver_review_range check (review_on <= until),
    constraint waiver_version_range check (version > 0),
    constraint waiver_ended_by check ((ended_at is null) = (ended_by is null))
);

-- no two that have not ended on one scope
create unique index waiver_open_unique
    on waiver (workspace_id, environment_id, tool, control, coalesce(ordinal, 0), coalesce(resource, ''))
    where ended_at is null;
create index waiver_list_idx on waiver (workspace_id, created_at desc, id desc);
create index waiver_environment_idx on waiver (workspace_id, environment_id, created_at desc, id desc);

--changeset runtruth:0060-waivers-stay splitStatements:false
-- what a review may have been composed with is never told otherwise: an edit is a new version, an end is final
create function waiver_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.id, new.workspace_id, new.environment_id, new.tool, new.control, new.created_at)
            is distinct from (old.id, old.workspace_id, old.environment_id, old.tool, old.control, old.created_at)
        or (new.ordinal, new.resource) is distinct from (old.ordinal, old.resource)
        or new.version <= old.version
        or old.ended_at is not null
    then
        raise exception using errcode = 'check_violation', constraint = 'waiver_stays',
            message = 'an accepted risk keeps its scope and its end';
    end if;
    return new;
end $$;

create trigger waiver_stays before update or delete on waiver
    for each row execute function waiver_stays();

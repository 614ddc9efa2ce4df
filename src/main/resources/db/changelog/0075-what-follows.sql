--liquibase formatted sql

--changeset runtruth:0075-what-follows splitStatements:false
-- Whether a publication can be laid beside the one that it supersedes, told once from what is kept of their difference:
-- drift is large, and a page draws many publications. Null where there is no difference to tell it from.
create function review_publication_follows(drift jsonb) returns text language sql immutable as $$
    select case
        when drift is null then null
        when bool_or(source ->> 'comparison' <> 'COMPARED') then 'not_comparable'
        when bool_or(source #>> '{before,toolVersion}' is distinct from source #>> '{now,toolVersion}'
            or jsonb_exists_any(source -> 'changes', array['NEW_CONTROL', 'GONE_CONTROL', 'REVISED_CONTROL']))
            then 'tool_changed'
        when bool_or(jsonb_exists_any(source -> 'changes', array['BECAME_ASSESSED', 'CEASED_TO_BE_ASSESSED']))
            then 'coverage_changed'
        else 'alike'
    end
    from jsonb_array_elements(drift -> 'sources') as s (source)
$$;

-- no row is written anew for it
alter table review_publication add column follows text;

-- whoever writes the drift, a node of the release before too; by its name it comes before the one below
create function review_publication_is_followed() returns trigger language plpgsql as $$
begin
    new.follows := review_publication_follows(new.drift);
    return new;
end $$;

create trigger review_publication_follows before insert or update of drift on review_publication
    for each row execute function review_publication_is_followed();

create or replace function review_publication_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.review_id, new.workspace_id, new.environment_id, new.number, new.published_at)
            is distinct from (old.review_id, old.workspace_id, old.environment_id, old.number, old.published_at)
        or new.replaces is distinct from old.replaces
        or (old.published_by is not null and new.published_by is distinct from old.published_by)
        or (old.drift is not null and new.drift is distinct from old.drift)
        or (new.follows is distinct from old.follows
            and (old.follows is not null or new.follows is distinct from review_publication_follows(new.drift)))
    then
        raise exception using errcode = 'check_violation', constraint = 'review_publication_stays',
            message = 'a publication stays as it was';
    end if;
    return new;
end $$;

--changeset runtruth:0075-what-followed
-- those of before, in a transaction of its own, so that nobody waits for it who reads
update review_publication
set follows = review_publication_follows(drift)
where drift is not null
and follows is null;

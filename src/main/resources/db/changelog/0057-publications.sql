--liquibase formatted sql

--changeset runtruth:0057-publications
-- What was published, by its number in the environment, and how it differs from the one published before: kept for
-- ever as it was then (contract 6, drift; 6.4).
create table review_publication (
    review_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    number integer not null,
    published_at timestamptz not null,
    -- the name as it was; null where a node of the release before published it
    published_by text,
    -- the one that it superseded; null for the first
    replaces uuid,
    -- null where there was none before, or where a node of the release before published it
    drift jsonb,
    constraint review_publication_pk primary key (review_id),
    constraint review_publication_review_fk foreign key (workspace_id, environment_id, review_id)
        references environment_review (workspace_id, environment_id, id),
    constraint review_publication_replaces_fk foreign key (workspace_id, environment_id, replaces)
        references environment_review (workspace_id, environment_id, id),
    constraint review_publication_number_unique unique (workspace_id, environment_id, number),
    constraint review_publication_counted check (number > 0)
);

create index review_publication_replaces_idx on review_publication (replaces) where replaces is not null;

--changeset runtruth:0057-publications-are-numbered splitStatements:false
-- what is published meanwhile waits, so that none is without its row
lock table environment_review in share row exclusive mode;

-- it is the database that numbers them, so that one of a node of the release before has its number too
create function environment_review_is_published() returns trigger language plpgsql as $$
begin
    insert into review_publication (review_id, workspace_id, environment_id, number, published_at, replaces)
    select new.id, new.workspace_id, new.environment_id,
        1 + coalesce((
            select max(number)
            from review_publication
            where workspace_id = new.workspace_id
            and environment_id = new.environment_id), 0),
        new.status_at,
        (
            select id
            from environment_review
            where workspace_id = new.workspace_id
            and environment_id = new.environment_id
            and superseded_by = new.id
            order by status_at desc, id desc
            limit 1)
    on conflict (review_id) do nothing;
    return null;
end $$;

create trigger environment_review_is_published after insert or update of status on environment_review
    for each row when (new.status = 'published') execute function environment_review_is_published();

-- those of before
insert into review_publication
    (review_id, workspace_id, environment_id, number, published_at, published_by, replaces)
select id, workspace_id, environment_id, row_number() over one_after_another, published_at, published_by, (
        select b.id
        from environment_review b
        where b.workspace_id = once.workspace_id
        and b.environment_id = once.environment_id
        and b.superseded_by = once.id
        order by b.status_at desc, b.id desc
        limit 1)
from (
    select v.id, v.workspace_id, v.environment_id, coalesce(a.at, v.status_at) as published_at,
        a.actor_name as published_by
    from environment_review v
    left join lateral (
        select at, actor_name
        from audit_entry
        where subject_id = cast(v.id as text)
        and action = 'review.published'
        order by id desc
        limit 1) a on true
    where v.status in ('published', 'superseded')
    or (v.status = 'archived' and a.at is not null)) once
window one_after_another as (partition by workspace_id, environment_id order by published_at, id);

--changeset runtruth:0057-publications-stay splitStatements:false
-- what is known of a publication is never told otherwise later
create function review_publication_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.review_id, new.workspace_id, new.environment_id, new.number, new.published_at)
            is distinct from (old.review_id, old.workspace_id, old.environment_id, old.number, old.published_at)
        or new.replaces is distinct from old.replaces
        or (old.published_by is not null and new.published_by is distinct from old.published_by)
        or (old.drift is not null and new.drift is distinct from old.drift)
    then
        raise exception using errcode = 'check_violation', constraint = 'review_publication_stays',
            message = 'a publication stays as it was';
    end if;
    return new;
end $$;

create trigger review_publication_stays before update or delete on review_publication
    for each row execute function review_publication_stays();

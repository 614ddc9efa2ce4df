--liquibase formatted sql

--changeset runtruth:0073-review-notes
-- what a reviewer says of a review in their own words: one text for all of it and one for each section, none of it
-- content (contract 6, own words)
create table review_note (
    workspace_id uuid not null,
    environment_id uuid not null,
    review_id uuid not null,
    section text not null,
    -- Markdown as it was written; null where it was taken away again
    text text,
    -- not for those who read what is published only
    internal boolean not null,
    -- the name as it was then
    written_by text not null,
    written_at timestamptz not null,
    -- raised by each change, also by taking it away
    version bigint not null,
    constraint review_note_pk primary key (review_id, section),
    -- I3
    constraint review_note_review_fk foreign key (workspace_id, environment_id, review_id)
        references environment_review (workspace_id, environment_id, id),
    constraint review_note_section_form check (section ~ '^[a-z_]{1,40}$'),
    constraint review_note_length check (length(text) between 1 and 20000),
    constraint review_note_counted check (version > 0)
);

--changeset runtruth:0073-review-notes-freeze splitStatements:false
-- what is published never changes, and what has ended keeps what it had: whoever publishes waits for who writes, and the
-- other way around
create function review_note_is_open() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or tg_op = 'UPDATE' and (new.workspace_id, new.environment_id, new.review_id, new.section)
            is distinct from (old.workspace_id, old.environment_id, old.review_id, old.section)
        or not exists (
            select
            from environment_review
            where workspace_id = new.workspace_id
            and environment_id = new.environment_id
            and id = new.review_id
            and status in ('draft', 'ready')
            for share)
    then
        raise exception using errcode = 'check_violation', constraint = 'review_note_is_open',
            message = 'own words change only until the review is published or has ended';
    end if;
    return new;
end $$;

create trigger review_note_is_open before insert or update or delete on review_note
    for each row execute function review_note_is_open();

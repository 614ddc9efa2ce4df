--liquibase formatted sql

--changeset runtruth:0040-review-summary splitStatements:false
-- The numbers of a document that lists show: nobody reads megabytes for a row. It is the database that takes them out
-- of what is written, so that a node of the release before leaves none that are another document's.
alter table environment_review add column summary jsonb;

create function environment_review_summary(document jsonb) returns jsonb language sql immutable as $$
    select jsonb_build_object(
        'counts', document #> '{executive_summary,counts}',
        'coverage', document #> '{executive_summary,coverage}',
        'rate', document #> '{executive_summary,rate}',
        'failed', document #> '{executive_summary,failed}',
        -- what two reviews are compared by: only the same tools on the same targets
        'sources', (
            select jsonb_agg(distinct jsonb_build_array(source #> '{source,tool}', lower(source #>> '{source,target,id}')))
            from jsonb_array_elements(document #> '{provenance,snapshots}') as snapshot (source)))
    where document -> 'executive_summary' is not null
$$;

create function environment_review_is_summed_up() returns trigger language plpgsql as $$
begin
    new.summary := environment_review_summary(cast(new.content as jsonb));
    return new;
end $$;

create trigger environment_review_is_summed_up before insert or update of content on environment_review
    for each row execute function environment_review_is_summed_up();

--changeset runtruth:0040-review-summary-of-before
-- of those that lists show, and those they are compared with; nobody asks for the others
update environment_review
set summary = environment_review_summary(cast(content as jsonb))
where status in ('ready', 'published')
or superseded_by in (select id from environment_review where status = 'published');

--changeset runtruth:0040-review-summary-reads
-- the newest review of an environment that can be read, and the one before it
create index environment_review_usable_idx on environment_review (environment_id, created_at desc, id desc)
    where status in ('ready', 'published');
create index environment_review_read_idx on environment_review (environment_id, created_at desc, id desc)
    where status in ('ready', 'published', 'superseded');

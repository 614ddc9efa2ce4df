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

alter table review_publication
    add column follows text generated always as (review_publication_follows(drift)) stored;

--liquibase formatted sql

--changeset runtruth:0054-review-moments splitStatements:false
-- When a review was composed: what a pack tells, whatever becomes of the review later. It is the database that takes the
-- moment out of what is written, so that a node of the release before leaves it too.
alter table environment_review add column composed_at timestamptz;

create function environment_review_moments() returns trigger language plpgsql as $$
begin
    case new.status
        when 'draft' then new.composed_at := null;
        when 'ready' then new.composed_at := new.status_at;
        else null;
    end case;
    return new;
end $$;

create trigger environment_review_moments before insert or update of status on environment_review
    for each row execute function environment_review_moments();

--changeset runtruth:0054-review-moments-of-before
update environment_review v
set composed_at = case
        when v.status = 'ready' then v.status_at
        else coalesce(
            (select r.completed_at from operation_run r where r.workspace_id = v.workspace_id and r.id = v.run_id),
            v.created_at)
    end
where v.content is not null;

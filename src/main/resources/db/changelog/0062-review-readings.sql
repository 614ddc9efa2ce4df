--liquibase formatted sql

--changeset runtruth:0062-publications-in-their-scope
-- what readers say is about what was published, in its workspace and environment
alter table review_publication add constraint review_publication_scope_unique
    unique (workspace_id, environment_id, review_id);

--changeset runtruth:0062-review-readings
-- that a person has read what was published: one row for each of both (contract 8, published)
create table review_reading (
    review_id uuid not null,
    account_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    -- as it was then
    account_name text not null,
    read_at timestamptz not null,
    constraint review_reading_pk primary key (review_id, account_id),
    -- I3
    constraint review_reading_publication_fk foreign key (workspace_id, environment_id, review_id)
        references review_publication (workspace_id, environment_id, review_id),
    constraint review_reading_account_fk foreign key (account_id) references account (id)
);

create index review_reading_publication_idx on review_reading (workspace_id, environment_id, review_id, read_at);
create index review_reading_account_idx on review_reading (account_id);

--changeset runtruth:0062-review-readings-stay splitStatements:false
create function review_reading_stays() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'review_reading_stays',
        message = 'what was read stays read';
end $$;

create trigger review_reading_stays before update or delete on review_reading
    for each row execute function review_reading_stays();

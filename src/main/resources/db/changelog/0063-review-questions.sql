--liquibase formatted sql

--changeset runtruth:0063-review-questions
-- what readers of a published review ask about one of its findings, and how it ended (contract 8, published)
create table review_question (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    review_id uuid not null,
    -- its place in the document, which never changes
    finding integer not null,
    -- what the document calls it
    control_id text not null,
    title text not null,
    asked_by uuid not null,
    asked_by_name text not null,
    created_at timestamptz not null,
    question text not null,
    -- I14
    request_id text not null,
    status text not null,
    ended_by uuid,
    ended_by_name text,
    ended_at timestamptz,
    answer text,
    constraint review_question_pk primary key (id),
    -- I3
    constraint review_question_publication_fk foreign key (workspace_id, environment_id, review_id)
        references review_publication (workspace_id, environment_id, review_id),
    constraint review_question_asked_fk foreign key (asked_by) references account (id),
    constraint review_question_ended_fk foreign key (ended_by) references account (id),
    constraint review_question_request_unique unique (workspace_id, asked_by, request_id),
    constraint review_question_place check (finding >= 0),
    constraint review_question_length check (length(question) between 1 and 2000),
    constraint review_question_answer_length check (length(answer) between 1 and 4000),
    constraint review_question_status_known check (status in ('open', 'answered', 'closed')),
    constraint review_question_ended check
        ((status = 'open') = (ended_at is null)
            and (ended_by is null) = (ended_at is null)
            and (ended_by_name is null) = (ended_at is null)
            and (status = 'answered') = (answer is not null))
);

create index review_question_review_idx on review_question (review_id, created_at, id);
create index review_question_page_idx on review_question (workspace_id, created_at desc, id desc);
create index review_question_environment_page_idx
    on review_question (workspace_id, environment_id, created_at desc, id desc);
create index review_question_open_idx on review_question (workspace_id, created_at desc, id desc)
    where status = 'open';
create index review_question_environment_open_idx
    on review_question (workspace_id, environment_id, created_at desc, id desc) where status = 'open';
create index review_question_asked_idx on review_question (asked_by, created_at desc);
create index review_question_ended_idx on review_question (ended_by) where ended_by is not null;

--changeset runtruth:0063-question-seen
-- up to when a person has read what the bell told of questions
create table question_seen (
    account_id uuid not null,
    seen_at timestamptz not null,
    constraint question_seen_pk primary key (account_id),
    constraint question_seen_account_fk foreign key (account_id) references account (id)
);

--changeset runtruth:0063-review-questions-stay splitStatements:false
-- what was asked stays as it was asked, and what ended does not begin again
create function review_question_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or old.status <> 'open'
        or (new.id, new.workspace_id, new.environment_id, new.review_id, new.finding, new.control_id, new.title)
            is distinct from
            (old.id, old.workspace_id, old.environment_id, old.review_id, old.finding, old.control_id, old.title)
        or (new.asked_by, new.asked_by_name, new.created_at, new.question, new.request_id)
            is distinct from (old.asked_by, old.asked_by_name, old.created_at, old.question, old.request_id)
    then
        raise exception using errcode = 'check_violation', constraint = 'review_question_stays',
            message = 'a question stays as it was asked, and ends once';
    end if;
    return new;
end $$;

create trigger review_question_stays before update or delete on review_question
    for each row execute function review_question_stays();

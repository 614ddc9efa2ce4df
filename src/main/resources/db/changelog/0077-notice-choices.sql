--liquibase formatted sql

--changeset runtruth:0077-notice-choices
-- What a person has chosen to be told of, and by which way (contract 9); what they have not is as usual.
create table notice_choice (
    account_id uuid not null,
    kind text not null,
    way text not null,
    wanted boolean not null,
    constraint notice_choice_pk primary key (account_id, kind, way),
    constraint notice_choice_account_fk foreign key (account_id) references account (id),
    constraint notice_choice_kind_known check (kind in (
        'run_succeeded', 'run_ended_otherwise', 'attention_mine', 'attention_untaken', 'accepted_risk_due',
        'question_asked', 'question_ended')),
    constraint notice_choice_way_known check (way in ('bell', 'mail'))
);

alter table digest drop constraint digest_rhythm_known;
alter table digest add constraint digest_rhythm_known check (rhythm in ('soon', 'hourly', 'daily'));

-- of a time a person is sent one digest, whatever else goes wrong
create unique index letter_digest_once on letter (about, told_after) where kind = 'digest';

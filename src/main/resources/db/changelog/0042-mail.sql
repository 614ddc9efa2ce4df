--liquibase formatted sql

--changeset runtruth:0042-mail
-- contract 8: where the link of an invitation was sent to as well; null where nobody asked for that
alter table invitation add column email text;
alter table invitation add constraint invitation_email_length check (length(email) <= 254);

-- where a person is told of things: nothing but the question whether it is theirs is sent to an address before they
-- have answered it
create table account_mail (
    account_id uuid not null,
    address text,
    confirmed_at timestamptz,
    wanted text,
    link_id uuid,
    link_hash bytea,
    link_expires_at timestamptz,
    constraint account_mail_pk primary key (account_id),
    constraint account_mail_account_fk foreign key (account_id) references account (id),
    constraint account_mail_length check (length(address) <= 254 and length(wanted) <= 254),
    constraint account_mail_confirmed check ((address is null) = (confirmed_at is null)),
    constraint account_mail_link_whole check (
        (wanted is null) = (link_id is null)
        and (wanted is null) = (link_hash is null)
        and (wanted is null) = (link_expires_at is null)),
    constraint account_mail_link_form check (length(link_hash) = 32)
);

-- What is to be sent. A link in it is a secret, so the content is sealed with a key that is not in the database, and
-- wiped when it is sent; a digest holds no content at all, and is written from the runs when it is sent.
create table letter (
    id uuid not null,
    kind text not null,
    -- the invitation, the link or the account that it is about
    about uuid not null,
    -- the workspace or the account in whose name it is sent, and counted
    owner uuid not null,
    language text not null,
    sealed bytea,
    told_after timestamptz,
    told_up_to timestamptz,
    at timestamptz not null,
    expires_at timestamptz not null,
    state text not null,
    attempts integer not null,
    last_fault text,
    due_at timestamptz,
    constraint letter_pk primary key (id),
    constraint letter_kind_known check (kind in ('invitation', 'reset', 'confirmation', 'digest')),
    constraint letter_state_known check (state in ('waiting', 'sent', 'given_up', 'lapsed')),
    constraint letter_due_while_waiting check ((due_at is not null) = (state = 'waiting')),
    constraint letter_sealed_while_needed check (sealed is null or state in ('waiting', 'given_up')),
    constraint letter_digest_of_a_time check (
        (kind = 'digest') = (told_up_to is not null) and (kind = 'digest') = (told_after is not null))
);

create index letter_due_idx on letter (due_at) where due_at is not null;
create index letter_about_idx on letter (about, at desc);
create index letter_owner_idx on letter (owner, kind, at desc);
create index letter_old_idx on letter (at) where due_at is null;

-- who is sent what needs them, how often, and up to when they were told
create table digest (
    account_id uuid not null,
    rhythm text not null,
    language text not null,
    told_up_to timestamptz not null,
    due_at timestamptz not null,
    constraint digest_pk primary key (account_id),
    constraint digest_account_fk foreign key (account_id) references account (id),
    constraint digest_rhythm_known check (rhythm in ('hourly', 'daily'))
);

create index digest_due_idx on digest (due_at);

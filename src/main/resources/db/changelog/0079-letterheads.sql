--liquibase formatted sql

--changeset runtruth:0079-letterheads
-- contract 6, packs: what stands at the head of a workspace's documents, and of each one that was published with it
create table letterhead (
    id uuid not null,
    workspace_id uuid not null,
    -- PNG, drawn anew from what was sent
    logo bytea,
    logo_width integer,
    logo_height integer,
    accent text,
    address text,
    constraint letterhead_pk primary key (workspace_id, id),
    constraint letterhead_workspace_fk foreign key (workspace_id) references workspace (id),
    constraint letterhead_logo_measured check
        ((logo is null) = (logo_width is null) and (logo is null) = (logo_height is null)),
    constraint letterhead_logo_size check
        (logo is null or (length(logo) <= 524288 and logo_width between 1 and 480 and logo_height between 1 and 160)),
    constraint letterhead_accent_form check (accent ~ '^#[0-9a-f]{6}$'),
    constraint letterhead_address_length check (length(address) between 1 and 300)
);

create table workspace_letterhead (
    workspace_id uuid not null,
    -- null where it has none
    letterhead_id uuid,
    changed_at timestamptz,
    changed_by text,
    constraint workspace_letterhead_pk primary key (workspace_id),
    constraint workspace_letterhead_workspace_fk foreign key (workspace_id) references workspace (id),
    -- I3
    constraint workspace_letterhead_letterhead_fk foreign key (workspace_id, letterhead_id)
        references letterhead (workspace_id, id)
);

create index workspace_letterhead_letterhead_idx on workspace_letterhead (workspace_id, letterhead_id);

create table publication_letterhead (
    review_id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    letterhead_id uuid not null,
    constraint publication_letterhead_pk primary key (review_id),
    -- I3
    constraint publication_letterhead_publication_fk foreign key (workspace_id, environment_id, review_id)
        references review_publication (workspace_id, environment_id, review_id),
    constraint publication_letterhead_letterhead_fk foreign key (workspace_id, letterhead_id)
        references letterhead (workspace_id, id)
);

create index publication_letterhead_letterhead_idx on publication_letterhead (workspace_id, letterhead_id);

--changeset runtruth:0079-letterheads-stay splitStatements:false
-- what was published keeps what stood at its head
create function letterhead_stays() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'letterhead_stays',
        message = 'a letterhead never changes';
end $$;

create trigger letterhead_stays before update on letterhead
    for each row execute function letterhead_stays();

create trigger publication_letterhead_stays before update or delete on publication_letterhead
    for each row execute function letterhead_stays();

--liquibase formatted sql

--changeset runtruth:0070-share-links
-- links by which somebody without an account reads one publication (contract 8, published)
create table review_share_link (
    id uuid not null,
    workspace_id uuid not null,
    environment_id uuid not null,
    review_id uuid not null,
    -- SHA-256 of the secret, which is kept nowhere
    secret_hash bytea not null,
    -- in the words of who made it
    for_whom text not null,
    -- Argon2id; null: the link alone opens it
    passphrase_hash text,
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by_name text,
    openings integer not null default 0,
    opened_at timestamptz,
    -- openings in a row push this into the future; far ahead of now none is allowed
    paced_until timestamptz,
    -- in a row
    wrong_passphrases integer not null default 0,
    closed_until timestamptz,
    constraint review_share_link_pk primary key (id),
    constraint review_share_link_secret_unique unique (secret_hash),
    -- I3
    constraint review_share_link_publication_fk foreign key (workspace_id, environment_id, review_id)
        references review_publication (workspace_id, environment_id, review_id),
    constraint review_share_link_created_fk foreign key (created_by) references account (id),
    constraint review_share_link_length check (length(for_whom) between 1 and 200),
    constraint review_share_link_expiry check (expires_at > created_at),
    constraint review_share_link_revoked check ((revoked_at is null) = (revoked_by_name is null)),
    constraint review_share_link_counted check (openings >= 0 and wrong_passphrases >= 0)
);

create index review_share_link_review_idx
    on review_share_link (workspace_id, environment_id, review_id, created_at desc, id desc);
create index review_share_link_created_idx on review_share_link (created_by);

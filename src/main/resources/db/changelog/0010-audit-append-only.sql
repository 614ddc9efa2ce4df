--liquibase formatted sql

--changeset runtruth:0010-audit-origin
-- accounts and sign-ins belong to no workspace
alter table audit_entry alter column workspace_id drop not null;

alter table audit_entry
    -- the peer's address; null for a job, and for what was written before this column was
    add column origin text,
    -- the few values that changed
    add column before jsonb,
    add column after jsonb;

create index audit_entry_subject_idx on audit_entry (subject_id, id desc);

--changeset runtruth:0010-audit-append-only splitStatements:false
-- the database itself refuses to change what was done
create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'audit_entry_is_append_only',
        message = 'audit entries are only ever added';
end $$;

create trigger audit_entry_is_append_only before update or delete on audit_entry
    for each row execute function audit_entry_is_append_only();

create trigger audit_entry_is_never_emptied before truncate on audit_entry
    for each statement execute function audit_entry_is_append_only();

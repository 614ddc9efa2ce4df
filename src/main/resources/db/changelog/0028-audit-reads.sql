--liquibase formatted sql

--changeset runtruth:0028-audit-reads
-- the trail of a workspace, newest first, by what it is filtered by
create index audit_entry_workspace_at_idx on audit_entry (workspace_id, at desc, id desc);
create index audit_entry_workspace_action_idx on audit_entry (workspace_id, action, at desc, id desc);
create index audit_entry_workspace_actor_idx on audit_entry (workspace_id, actor_name, at desc, id desc);
create index audit_entry_workspace_subject_idx on audit_entry (workspace_id, subject_id, at desc, id desc);

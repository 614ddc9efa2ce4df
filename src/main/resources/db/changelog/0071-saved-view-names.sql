--liquibase formatted sql

--changeset runtruth:0071-saved-view-names
-- a name is taken among the views of the same environment only: whoever may not see that is not told what is there (I12)
alter table saved_view drop constraint saved_view_name_unique;
alter table saved_view add constraint saved_view_name_unique
    unique nulls not distinct (workspace_id, account_id, environment_id, name);

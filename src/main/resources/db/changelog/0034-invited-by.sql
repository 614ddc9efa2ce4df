--liquibase formatted sql

--changeset runtruth:0034-invited-by
-- an invitation ends with the right of who made it; null for those of the system, and of before
alter table invitation add column invited_by uuid;
alter table invitation add constraint invitation_invited_by_fk foreign key (invited_by) references account (id);
create index invitation_invited_by_idx on invitation (invited_by);

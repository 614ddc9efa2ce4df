--liquibase formatted sql

--changeset runtruth:0016-evidence-imports
-- Null until the import has become a snapshot: what is to be cleaned up is found without reading what is finished.
alter table evidence_import add column finished_at timestamptz;
update evidence_import i set finished_at = s.imported_at from evidence_snapshot s where s.id = i.id;

drop index evidence_import_started_idx;
create index evidence_import_unfinished_idx on evidence_import (started_at) where finished_at is null;

-- for comparing postures without unpacking everything else that is known of a file
alter table evidence_snapshot add column posture_digest text generated always as (facts ->> 'postureDigest') stored;

--changeset runtruth:0016-evidence-imports-finished splitStatements:false
-- I15: whoever writes the snapshot, also a node of the release before, finishes its import
create function evidence_import_is_finished() returns trigger language plpgsql as $$
begin
    update evidence_import set finished_at = new.imported_at where id = new.id;
    return null;
end $$;

create trigger evidence_import_is_finished after insert on evidence_snapshot
    for each row execute function evidence_import_is_finished();

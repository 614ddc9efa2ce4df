--liquibase formatted sql

--changeset runtruth:0066-document-language
-- contract 8: the language that documents of a workspace are handed on in, where nobody asks for another
alter table workspace add column document_language text not null default 'en';
alter table workspace add constraint workspace_document_language_check check (document_language in ('en', 'de'));

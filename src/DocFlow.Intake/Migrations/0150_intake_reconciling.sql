-- every few minutes the reconciler asks what was registered, handed over and ended of late: among a million documents, without reading them
create index ix_intake_document_registered on intake_document (registered_at);
create index ix_intake_document_handed on intake_document (handed_at) where handed_at is not null;
create index ix_intake_document_ended on intake_document (ended_at) where ended_at is not null;

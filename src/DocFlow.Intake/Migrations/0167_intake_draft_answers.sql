-- which arrival an enclosed draft answers: whoever agrees to give that one back sees the answers that are on their way
alter table intake_document add draft_answers {uuid} null;
create index ix_intake_document_answers on intake_document (draft_answers) where draft_answers is not null;

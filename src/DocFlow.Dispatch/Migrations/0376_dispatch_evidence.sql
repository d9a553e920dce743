-- whoever proves a document asks for its issues by the document
create index ix_dispatch_issue_document on dispatch_issue (document_id);

-- whoever looks at a letter asks by its file
create index ix_dispatch_ready_file on dispatch_ready (file_sha256);
create index ix_dispatch_issue_file on dispatch_issue (file_sha256);

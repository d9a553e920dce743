-- the board by age, a line's copies by state, and the mailbox without what was collected long ago
create index ix_dispatch_issue_board on dispatch_issue (year, reserved_at, id);
create index ix_dispatch_delivery_issue on dispatch_delivery (issue_id, state);
create index ix_dispatch_delivery_waiting on dispatch_delivery (recipient_code, created_at, id) where state in ('mailbox', 'sending', 'failed');

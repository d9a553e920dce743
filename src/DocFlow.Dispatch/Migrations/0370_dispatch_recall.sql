-- what we ask of those who have a copy (to give it back, to take an update or another document for it), what came of it, and what a recall froze
create table dispatch_request (
    id {uuid} not null primary key,
    issue_id {uuid} not null references dispatch_issue (id),
    delivery_id {uuid} not null references dispatch_delivery (id),
    kind {text:20} not null,
    reason {text:1000} not null,
    asked_at {time} not null,
    asked_by_name {text:200} not null,
    state {text:20} not null,
    answer {text:1000} null,
    answered_at {time} null
);
-- one thing at a time is asked of a copy: an answer does not say what it answers
create unique index ux_dispatch_request_open on dispatch_request (delivery_id) where state = 'Asked';
create index ix_dispatch_request_delivery on dispatch_request (delivery_id, asked_at);
create index ix_dispatch_request_issue on dispatch_request (issue_id, asked_at);
alter table dispatch_issue add recalled_at {time} null;
alter table dispatch_issue add recall_reason {text:1000} null;
alter table dispatch_issue add replaces {uuid} null;
alter table dispatch_issue add replaced_by_code {text:60} null;
alter table dispatch_packet add destroyed_at {time} null;
create index ix_dispatch_ready_document on dispatch_ready (document_id) where state = 'waiting';

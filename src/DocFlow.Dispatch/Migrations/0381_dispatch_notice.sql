-- the mail that tells an agency without a system that a packet waits for it: one for each packet
create table dispatch_notice (
    id {uuid} not null primary key,
    agency_code {text:50} not null,
    address {text:200} not null,
    from_name {text:300} not null,
    code {text:200} not null,
    subject {text:500} not null,
    state {text:20} not null,
    due_at {time} not null,
    sends {int} not null,
    last_error {text:200} null,
    created_at {time} not null,
    sent_at {time} null
);
create index ix_dispatch_notice_agency on dispatch_notice (agency_code, created_at);
create index ix_dispatch_notice_due on dispatch_notice (state, due_at);

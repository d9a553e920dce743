-- counters for gap-free numbers; the outbox that is the promise of every message; the inbox that makes a second delivery do nothing
create table platform_counter (
    name {text:200} not null primary key,
    value {bigint} not null
);
create table outbox_message (
    id {uuid} not null primary key,
    type {text:300} not null,
    body {text} not null,
    created_at {time} not null,
    due_at {time} not null,
    sends {int} not null,
    handled {int} not null,
    finished_at {time} null,
    failed_at {time} null
);
create index ix_outbox_message_due on outbox_message (due_at) where finished_at is null;
create table inbox_message (
    message_id {uuid} not null,
    consumer {text:200} not null,
    handled_at {time} not null,
    primary key (message_id, consumer)
);
create table outbox_failure (
    message_id {uuid} not null,
    consumer {text:200} not null,
    reason {text} not null,
    failed_at {time} not null,
    primary key (message_id, consumer)
);

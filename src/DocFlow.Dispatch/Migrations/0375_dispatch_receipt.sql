-- receipts for packets, those we gave and those we got, and the keys by which other nodes' receipts are known
create table dispatch_receipt (
    id {uuid} not null primary key,
    packet_id {uuid} not null,
    given {bool} not null,
    agency_code {text:50} not null,
    exchange_id {text:200} not null,
    packet_sha256 {text:64} not null,
    statement {text} not null,
    signature {text:200} not null,
    node_key {text:400} not null,
    fault {text:60} null,
    recorded_at {time} not null,
    due_at {time} not null,
    sends {int} not null,
    stamp {text} null,
    stamped_at {time} null,
    stamp_error {text:1000} null
);
create unique index ux_dispatch_receipt_packet on dispatch_receipt (packet_id, given);
create index ix_dispatch_receipt_exchange on dispatch_receipt (exchange_id);
-- the sweep that has them stamped
create index ix_dispatch_receipt_due on dispatch_receipt (due_at) where stamped_at is null;
create table dispatch_pinned_key (
    agency_code {text:50} not null,
    key_id {text:64} not null,
    node_key {text:400} not null,
    pinned_at {time} not null,
    pinned_by_name {text:200} not null,
    primary key (agency_code, key_id)
);

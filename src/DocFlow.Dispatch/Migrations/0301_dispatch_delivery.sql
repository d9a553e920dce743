-- each recipient's copy: its packet, how far it came, and what the recipient answered
create table dispatch_delivery (
    id {uuid} not null primary key,
    issue_id {uuid} not null references dispatch_issue (id),
    case_id {uuid} not null,
    document_id {uuid} not null,
    exchange_id {text:200} not null,
    recipient_code {text:50} not null,
    recipient_name {text:200} not null,
    state {text:20} not null,
    status {text:2} null,
    packet_sha256 {text:64} null,
    packet_length {bigint} null,
    trail_root {text:64} null,
    due_at {time} not null,
    sends {int} not null,
    last_error {text:1000} null,
    created_at {time} not null,
    fetched_at {time} null,
    sent_at {time} null,
    changed_at {time} not null
);
create unique index ux_dispatch_delivery_recipient on dispatch_delivery (issue_id, recipient_code);
create index ix_dispatch_delivery_exchange on dispatch_delivery (exchange_id, recipient_code);
create index ix_dispatch_delivery_due on dispatch_delivery (state, due_at);
create index ix_dispatch_delivery_mailbox on dispatch_delivery (recipient_code, state, created_at);
create table dispatch_status (
    id {uuid} not null primary key,
    delivery_id {uuid} not null references dispatch_delivery (id),
    code {text:2} not null,
    description {text:1000} null,
    staff {text:200} null,
    stated_at {time} null,
    recorded_at {time} not null,
    packet_sha256 {text:64} not null,
    moved {bool} not null
);
create unique index ux_dispatch_status_packet on dispatch_status (delivery_id, packet_sha256);
create table dispatch_nonce (
    system_id {text:50} not null,
    nonce {text:100} not null,
    expires_at {time} not null,
    primary key (system_id, nonce)
);
create index ix_dispatch_nonce_expires on dispatch_nonce (expires_at);

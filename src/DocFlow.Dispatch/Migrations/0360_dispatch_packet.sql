-- packets that were accepted here, each once by its content, and a copy for each of its recipients: ours, or in the mailbox of one that collects
create table dispatch_packet (
    id {uuid} not null primary key,
    kind {text:10} not null,
    business {int} null,
    from_code {text:50} not null,
    from_name {text:200} null,
    exchange_id {text:200} not null,
    code {text:200} not null,
    subject {text:500} not null,
    sha256 {text:64} not null,
    length {bigint} not null,
    way {text:20} not null,
    via_code {text:50} not null,
    accepted_at {time} not null
);
create unique index ux_dispatch_packet_sha256 on dispatch_packet (sha256);
create index ix_dispatch_packet_from on dispatch_packet (from_code, kind, accepted_at);
create index ix_dispatch_packet_document on dispatch_packet (exchange_id, kind);
create table dispatch_packet_copy (
    id {uuid} not null primary key,
    packet_id {uuid} not null references dispatch_packet (id),
    kind {text:10} not null,
    recipient_code {text:50} not null,
    state {text:20} not null,
    created_at {time} not null,
    changed_at {time} not null
);
create unique index ux_dispatch_packet_copy_recipient on dispatch_packet_copy (packet_id, recipient_code);
create index ix_dispatch_packet_copy_waiting on dispatch_packet_copy (recipient_code, kind, created_at, id) where state in ('initial', 'processing', 'fail');

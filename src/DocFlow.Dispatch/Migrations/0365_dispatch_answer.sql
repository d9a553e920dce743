-- status packets that we send: our answers to documents of others, and our wish to have a document back
create table dispatch_answer (
    id {uuid} not null primary key,
    from_code {text:50} not null,
    to_code {text:50} not null,
    to_name {text:200} null,
    exchange_id {text:200} not null,
    document_code {text:60} not null,
    issued_on {date} null,
    status {text:2} not null,
    description {text:1000} null,
    department {text:200} null,
    staff {text:200} null,
    given_at {time} not null,
    state {text:20} not null,
    urgency {int} not null,
    peer_code {text:50} null,
    packet_sha256 {text:64} null,
    packet_length {bigint} null,
    due_at {time} not null,
    give_up_at {time} null,
    sends {int} not null,
    error_code {text:40} null,
    last_error {text:1000} null,
    peer_doc_id {text:100} null,
    created_at {time} not null,
    sent_at {time} null,
    changed_at {time} not null
);
create index ix_dispatch_answer_due on dispatch_answer (state, due_at);
create index ix_dispatch_answer_document on dispatch_answer (exchange_id, created_at);

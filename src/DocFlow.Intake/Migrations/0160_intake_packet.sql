-- documents that came over the exchange, as their packets said, and what their senders were told of them
create table intake_packet (
    id {uuid} not null primary key,
    sha256 {text:64} not null,
    length {bigint} not null,
    business {text:20} not null,
    from_code {text:100} not null,
    from_name {text:200} not null,
    to_code {text:100} not null,
    exchange_id {text} not null,
    exchange_key {text:250} not null,
    code {text:200} not null,
    code_key {text:350} null,
    issued_on {date} null,
    subject {text:500} not null,
    urgency {int} not null,
    due_on {date} null,
    words {text} null,
    problem_vi {text:1000} null,
    problem_en {text:1000} null,
    state {text:20} not null,
    answered {text:2} null,
    received_at {time} not null,
    document_id {uuid} null,
    returned_at {time} null,
    returned_by_name {text:200} null,
    return_reason {text:1000} null,
    destroyed_at {time} null
);
create index ix_intake_packet_waiting on intake_packet (received_at) where state = 'Waiting';
create index ix_intake_packet_received on intake_packet (received_at);
create index ix_intake_packet_exchange on intake_packet (exchange_key);
create index ix_intake_packet_document on intake_packet (document_id) where document_id is not null;
create index ix_intake_packet_content on intake_packet (sha256);
create table intake_answer (
    id {uuid} not null primary key,
    packet_id {uuid} not null,
    status {text:2} not null,
    description {text:1000} null,
    department {text:300} null,
    staff {text:200} null,
    given_at {time} not null
);
create index ix_intake_answer_packet on intake_answer (packet_id, given_at);
create index ix_intake_answer_given on intake_answer (given_at);
alter table intake_file add packet_id {uuid} null;
create index ix_intake_file_packet on intake_file (packet_id, position) where packet_id is not null;

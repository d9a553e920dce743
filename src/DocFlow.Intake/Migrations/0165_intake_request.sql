-- what senders ask about documents they sent us: to give one back, to correct it, to take another for it; and what came of it
create table intake_request (
    id {uuid} not null primary key,
    packet_id {uuid} not null,
    kind {text:20} not null,
    from_code {text:35} not null,
    from_name {text:500} null,
    exchange_id {text:200} not null,
    code {text:100} not null,
    reason {text:1000} not null,
    change {text} null,
    packet_sha256 {text:64} null,
    asked_at {time} not null,
    state {text:20} not null,
    document_id {uuid} null,
    decided_at {time} null,
    decided_by_name {text:200} null,
    decision_reason {text:500} null,
    used_for {text} null
);
create unique index ux_intake_request_packet on intake_request (packet_id, exchange_id);
create index ix_intake_request_open on intake_request (asked_at) where state = 'Open';
create index ix_intake_request_exchange on intake_request (exchange_id);
create index ix_intake_request_file on intake_request (packet_sha256) where packet_sha256 is not null;
create index ix_intake_request_document on intake_request (document_id) where document_id is not null;
alter table intake_document add recalled_at {time} null;
alter table intake_document add recall_reason {text:1000} null;
alter table intake_document add replaced_by {uuid} null;
alter table intake_document add replaced_by_code {text:100} null;
-- state secrets whose bytes a crash kept alive
insert into platform_condemned (hash, subject, condemned_at, due_at)
select sha256, id, received_at, received_at
from intake_file
where state = 'Destroyed' and not exists (
    select 1 from intake_file other where other.sha256 = intake_file.sha256 and other.state = 'Destroyed' and other.id < intake_file.id);

-- the inbox of an agency without a system: the letters that its people opened here, their files, and what senders said about letters
create table dispatch_inbox_letter (
    id {uuid} not null primary key,
    agency_code {text:50} not null,
    from_code {text:50} not null,
    from_name {text:200} null,
    exchange_id {text:200} not null,
    code {text:200} not null,
    subject {text:500} not null,
    issued_on {date} null,
    business {int} not null,
    packet_sha256 {text:64} not null,
    packet_length {bigint} not null,
    opened_at {time} not null,
    opened_by_name {text:200} not null,
    status {text:2} null,
    status_reason {text:1000} null,
    status_at {time} null,
    status_by_name {text:200} null,
    reply_code {text:200} null,
    reply_at {time} null,
    reply_by_name {text:200} null,
    asked_reason {text:1000} null,
    asked_at {time} null,
    asked_answer {text:2} null,
    asked_by_name {text:200} null
);
create index ix_dispatch_inbox_letter_agency on dispatch_inbox_letter (agency_code, opened_at, id);
create index ix_dispatch_inbox_letter_document on dispatch_inbox_letter (agency_code, exchange_id);
create index ix_dispatch_inbox_letter_packet on dispatch_inbox_letter (packet_sha256);
create table dispatch_inbox_file (
    id {uuid} not null primary key,
    letter_id {uuid} not null references dispatch_inbox_letter (id),
    place {int} not null,
    name {text:300} not null,
    file_sha256 {text:64} not null,
    length {bigint} not null,
    signatures {text} not null,
    opened_at {time} not null
);
create index ix_dispatch_inbox_file_letter on dispatch_inbox_file (letter_id, place);
create index ix_dispatch_inbox_file_sha256 on dispatch_inbox_file (file_sha256);
create table dispatch_inbox_news (
    id {uuid} not null primary key,
    agency_code {text:50} not null,
    from_code {text:50} not null,
    from_name {text:200} null,
    exchange_id {text:200} not null,
    code {text:200} not null,
    status {text:2} not null,
    description {text:1000} null,
    came_at {time} not null
);
create index ix_dispatch_inbox_news_agency on dispatch_inbox_news (agency_code, came_at, id);

-- what everyone has signed and a clerk may issue, and each issue with its line in the outgoing register (Decree 30/2020, Annex IV)
create table dispatch_ready (
    case_id {uuid} not null,
    case_version {int} not null,
    document_id {uuid} not null,
    state {text:20} not null,
    file_sha256 {text:64} not null,
    urgency {int} not null,
    ready_at {time} not null,
    body {text} not null,
    primary key (case_id, case_version)
);
create index ix_dispatch_ready_state on dispatch_ready (state, urgency, ready_at);
create table dispatch_issue (
    id {uuid} not null primary key,
    case_id {uuid} not null,
    case_version {int} not null,
    document_id {uuid} not null,
    state {text:20} not null,
    book {text:100} not null,
    year {int} not null,
    number {int} not null,
    code {text:60} not null,
    dated_on {date} not null,
    type_name {text:100} not null,
    subject {text:500} not null,
    signer_name {text:200} not null,
    recipients {text} not null,
    kept_by {text:300} not null,
    copies {int} not null,
    ready_sha256 {text:64} not null,
    reserved_at {time} not null,
    reserved_by {uuid} not null,
    reserved_by_name {text:200} not null,
    file_sha256 {text:64} null,
    issued_at {time} null,
    issued_by_name {text:200} null,
    void_reason {text:500} null,
    voided_at {time} null,
    voided_by_name {text:200} null
);
-- no number twice, and one open reservation or one issue a case: whoever comes second runs again and sees the first
create unique index ux_dispatch_issue_number on dispatch_issue (book, year, number);
create unique index ux_dispatch_issue_code on dispatch_issue (year, code);
create unique index ux_dispatch_issue_case on dispatch_issue (case_id) where voided_at is null;
create index ix_dispatch_issue_state on dispatch_issue (state, reserved_at);

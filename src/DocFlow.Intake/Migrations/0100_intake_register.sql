-- the incoming register of each year (Decree 30/2020, Annex IV and Annex VI part II) and the files as they came in, with what screening found
create table intake_document (
    id {uuid} not null primary key,
    year {int} not null,
    arrival_number {int} not null,
    arrived_on {date} not null,
    file_catalog {int} null,
    file_notation {text:20} null,
    type_name {text:100} not null,
    code_number {text:11} null,
    code_notation {text:30} null,
    issued_on {date} null,
    organ_id {text:35} null,
    organ_name {text:200} not null,
    subject {text:500} not null,
    language {text:30} not null,
    pages {int} not null,
    description {text:500} null,
    signer_position {text:100} null,
    signer_name {text:50} null,
    urgency {int} not null,
    to_places {text:1000} null,
    due_on {date} null,
    draft {text} null,
    registered_at {time} not null,
    registered_by {uuid} not null,
    registered_by_name {text:200} not null,
    anew_reason {text:500} null,
    code_key {text:350} null,
    repeat_key {text:350} not null,
    handed_to {text:300} null,
    handed_at {time} null,
    ended_as {text:20} null,
    answer_code {text:100} null,
    ended_at {time} null,
    voided_at {time} null,
    voided_by_name {text:200} null,
    void_reason {text:500} null
);
create unique index ux_intake_document_number on intake_document (year, arrival_number);
create index ix_intake_document_code on intake_document (code_key);
create unique index ux_intake_document_repeat on intake_document (repeat_key);
create table intake_file (
    id {uuid} not null primary key,
    name {text:255} not null,
    sha256 {text:64} not null,
    length {bigint} not null,
    pages {int} not null,
    report {text} not null,
    state {text:20} not null,
    received_at {time} not null,
    received_by {uuid} not null,
    received_by_name {text:200} not null,
    decision {text:20} null,
    decision_reason {text:500} null,
    decided_at {time} null,
    decided_by_name {text:200} null,
    document_id {uuid} null,
    purpose {text:20} null,
    position {int} null,
    repeat_key {text:80} not null
);
create index ix_intake_file_state on intake_file (state, received_at);
create index ix_intake_file_content on intake_file (sha256);
create index ix_intake_file_document on intake_file (document_id, position);
create unique index ux_intake_file_repeat on intake_file (repeat_key);

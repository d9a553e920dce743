-- a document on its route: where it stands, who is asked, what was done to it, and every version of its file
create table workflow_case (
    id {uuid} not null primary key,
    document_id {uuid} not null,
    version {int} not null,
    arrival_year {int} not null,
    arrival_number {int} not null,
    code {text:100} not null,
    issuer_name {text:300} not null,
    type_name {text:100} not null,
    subject {text:2000} not null,
    urgency {int} not null,
    owner {uuid} not null,
    owner_name {text:200} not null,
    draft {text} null,
    route {text} not null,
    step {text:50} not null,
    came_from {text:50} null,
    ending {text:20} not null,
    file_sha256 {text:64} not null,
    file_name {text:300} not null,
    problem_vi {text} null,
    problem_en {text} null,
    lead_unit {uuid} null,
    cooperating {text} not null,
    tasks_opened {int} not null,
    issued_code {text:100} null,
    opened_at {time} not null,
    changed_at {time} not null
);
create unique index ux_workflow_case_document on workflow_case (document_id);
create table workflow_task (
    id {uuid} not null primary key,
    case_id {uuid} not null,
    number {int} not null,
    step {text:50} not null,
    person {uuid} null,
    role {text:30} null,
    unit {uuid} null,
    due_on {date} not null,
    opened_at {time} not null,
    closed_at {time} null,
    outcome {text:20} null
);
create unique index ux_workflow_task_number on workflow_task (case_id, number);
create index ix_workflow_task_open on workflow_task (due_on) where closed_at is null;
create table workflow_act (
    case_id {uuid} not null,
    version {int} not null,
    kind {text:20} not null,
    step {text:50} not null,
    actor {uuid} not null,
    actor_name {text:200} not null,
    actor_title {text:200} not null,
    remark {text} not null,
    seen_sha256 {text:64} not null,
    new_sha256 {text:64} null,
    at {time} not null,
    primary key (case_id, version)
);
create table workflow_file (
    case_id {uuid} not null,
    ordinal {int} not null,
    sha256 {text:64} not null,
    origin {text:20} not null,
    by_name {text:200} not null,
    at {time} not null,
    primary key (case_id, ordinal)
);
create index ix_workflow_file_sha256 on workflow_file (sha256);
create table workflow_delivery (
    case_id {uuid} not null,
    recipient_code {text:50} not null,
    recipient_name {text:300} not null,
    state {text:20} not null,
    description {text} null,
    at {time} not null,
    primary key (case_id, recipient_code)
);

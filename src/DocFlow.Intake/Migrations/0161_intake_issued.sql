-- what we issued, as its messages said, so that a reply from the exchange finds it; and which arrival replies to what
create table intake_issued (
    issue_id {uuid} not null primary key,
    document_id {uuid} not null,
    code {text:200} not null,
    code_key {text:250} not null,
    year {int} not null,
    issued_on {date} not null
);
create index ix_intake_issued_code on intake_issued (code_key, year);
create index ix_intake_issued_document on intake_issued (document_id);
create table intake_reply (
    document_id {uuid} not null,
    issue_id {uuid} not null,
    primary key (document_id, issue_id)
);
create index ix_intake_reply_issue on intake_reply (issue_id);
alter table intake_document add replies_to {text:500} null;

-- what senders corrected of documents that came over the exchange; number 0 stands where the case was opened, or where an update came before it
create table workflow_update (
    document_id {uuid} not null,
    number {int} not null,
    said {text} null,
    agreed_at {time} not null,
    primary key (document_id, number)
);

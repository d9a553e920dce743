-- exchanges and nodes that we hand packets to, who is reached by which, and the schedule of what goes there
create table dispatch_peer (
    code {text:50} not null primary key,
    name {text:300} not null,
    dialect {text:20} not null,
    endpoint {text:500} not null,
    system_id {text:100} not null,
    protected_secret {text} not null,
    user_name {text:100} null,
    protected_password {text} null,
    layout {text:10} not null,
    polled {bool} null,
    takes_others {bool} null,
    active {bool} not null,
    failures {int} not null,
    open_until {time} null,
    last_error {text:1000} null,
    polled_at {time} null,
    poll_error {text:1000} null
);
create table dispatch_route (
    recipient_code {text:50} not null primary key,
    peer_code {text:50} not null references dispatch_peer (code)
);
alter table dispatch_delivery add urgency {int} not null default 0;
alter table dispatch_delivery add peer_code {text:50} null;
alter table dispatch_delivery add give_up_at {time} null;
alter table dispatch_delivery add error_code {text:40} null;
alter table dispatch_delivery add peer_doc_id {text:100} null;
create index ix_dispatch_delivery_peer on dispatch_delivery (peer_code, state, urgency, due_at) where peer_code is not null;
create index ix_dispatch_answer_peer on dispatch_answer (peer_code, state, urgency, due_at) where peer_code is not null;

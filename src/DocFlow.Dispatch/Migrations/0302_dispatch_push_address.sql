-- recipients that want their packets sent to an address of theirs instead of collecting them
create table dispatch_push_address (
    recipient_code {text:50} not null primary key,
    address {text:500} not null
);

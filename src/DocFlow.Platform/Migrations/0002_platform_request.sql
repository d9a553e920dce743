-- the answer of each POST, kept under its Idempotency-Key in the transaction of its effect
create table platform_request (
    request_key {text:100} not null,
    actor {text:100} not null,
    route {text:200} not null,
    request_sha256 {text:64} not null,
    answer {text} not null,
    answered_at {time} not null,
    primary key (request_key, actor)
);

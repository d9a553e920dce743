-- which processes live, in what role and version: each says so now and then, for the operators' status page
create table platform_process (
    id {text:100} not null primary key,
    role {text:20} not null,
    version {text:100} not null,
    started_at {time} not null,
    beat_at {time} not null
);

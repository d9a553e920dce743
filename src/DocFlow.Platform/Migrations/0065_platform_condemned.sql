-- files that an act condemned: destroyed behind it, once no row names them; the hash and who stood behind it stay
create table platform_condemned (
    hash {text:64} not null primary key,
    subject {uuid} not null,
    condemned_at {time} not null,
    due_at {time} not null,
    destroyed_at {time} null
);
create index ix_platform_condemned_due on platform_condemned (due_at) where destroyed_at is null;

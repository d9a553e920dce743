-- which process does what only one may do at a time: a holder that lives counts its beats up, a silent one loses it; no clock is compared
create table platform_lease (
    name {text:100} not null primary key,
    holder {text:200} not null,
    beat {bigint} not null,
    taken_at {time} not null,
    beat_at {time} not null
);

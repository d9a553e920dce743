-- large packets on their way in, piece by piece: how far each has come is here, its bytes are in the data folder
create table dispatch_upload (
    id {uuid} not null primary key,
    via_code {text:50} not null,
    promised {text:64} not null,
    length {bigint} not null,
    received {bigint} not null,
    recipients {text} null,
    created_at {time} not null,
    changed_at {time} not null
);
create unique index ux_dispatch_upload_packet on dispatch_upload (via_code, promised);
create index ix_dispatch_upload_changed on dispatch_upload (changed_at);

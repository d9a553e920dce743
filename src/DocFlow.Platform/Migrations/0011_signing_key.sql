-- the keys of people and of the agency seal; the key itself is a PKCS#12 file in the data folder, its PIN is nowhere
create table signing_key (
    id {uuid} not null primary key,
    owner_id {uuid} null,
    certificate {text} not null,
    subject {text:500} not null,
    thumbprint {text:64} not null,
    not_after {time} not null,
    image_sha256 {text:64} not null,
    tries_used {int} not null,
    active {bool} not null,
    enrolled_at {time} not null
);
create index ix_signing_key_owner on signing_key (owner_id);

-- what happened, chained per subject; leaf and root are set later by the sealer
create table trail_entry (
    id {uuid} not null primary key,
    subject_id {uuid} not null,
    sequence {int} not null,
    act {text:100} not null,
    actor {text:100} not null,
    actor_name {text:200} not null,
    details {text} not null,
    at {time} not null,
    previous_hash {text:64} not null,
    hash {text:64} not null,
    root_number {int} null,
    leaf_index {int} null
);
create unique index ux_trail_entry_subject on trail_entry (subject_id, sequence);
create index ix_trail_entry_unsealed on trail_entry (at) where root_number is null;
create index ix_trail_entry_root on trail_entry (root_number, leaf_index);
create table trail_root (
    number {int} not null primary key,
    previous_hash {text:64} not null,
    merkle_root {text:64} not null,
    leaves {int} not null,
    sealed_at {time} not null,
    hash {text:64} not null,
    signature {text} not null
);

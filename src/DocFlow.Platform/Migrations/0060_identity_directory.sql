-- every agency that a document may be addressed to, under its code in force and the one before Decision 20/2020
create table identity_directory (
    code_key {text:50} not null primary key,
    code {text:50} not null,
    old_key {text:50} null,
    old_code {text:50} null,
    name {text:300} not null,
    folded_name {text:300} not null,
    parent_key {text:50} null,
    parent_code {text:50} null,
    mail {text:200} null,
    active {bool} not null,
    test {bool} not null,
    source {text:60} not null,
    changed_at {time} not null
);
create index ix_identity_directory_old on identity_directory (old_key);
create index ix_identity_directory_parent on identity_directory (parent_key, folded_name);

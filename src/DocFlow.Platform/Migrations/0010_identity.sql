-- the agency, its units and people, the tries at their doors, and the agencies that we exchange documents with
create table identity_agency (
    id {int} not null primary key,
    code {text:50} not null,
    name {text:300} not null,
    place {text:100} not null,
    notation {text:50} not null,
    superior {text:300} null
);
create table identity_unit (
    id {uuid} not null primary key,
    name {text:200} not null,
    notation {text:50} not null,
    parent_id {uuid} null
);
create unique index ux_identity_unit_name on identity_unit (name);
create table identity_user (
    id {uuid} not null primary key,
    user_name {text:100} not null,
    full_name {text:200} not null,
    password_hash {text:300} not null,
    must_change {bool} not null,
    may_seal {bool} not null,
    active {bool} not null,
    session_stamp {uuid} not null
);
create unique index ux_identity_user_name on identity_user (user_name);
create table identity_post (
    id {uuid} not null primary key,
    user_id {uuid} not null,
    unit_id {uuid} not null,
    role {text:30} not null,
    title {text:200} not null,
    place {int} not null
);
create unique index ux_identity_post on identity_post (user_id, unit_id, role);
create table identity_sign_in_try (
    user_name {text:100} not null primary key,
    tries {int} not null,
    last_at {time} not null,
    locked_until {time} null
);
create table identity_partner (
    id {uuid} not null primary key,
    code {text:50} not null,
    name {text:300} not null,
    system_id {text:100} not null,
    protected_secret {text:2000} not null,
    active {bool} not null
);
create unique index ux_identity_partner_code on identity_partner (code);
create unique index ux_identity_partner_system on identity_partner (system_id);

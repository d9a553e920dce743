-- a unit that other agencies write to has an agency code of its own; no code twice
alter table identity_unit add agency_code {text:50} null;
create unique index ux_identity_unit_code on identity_unit (agency_code) where agency_code is not null;

-- a person of a partner agency that has no system of its own: signs in here, and sees its mailbox and nothing else
alter table identity_user add partner_code {text:50} null;
create index ix_identity_user_partner on identity_user (partner_code);

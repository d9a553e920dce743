-- a state secret lies aside no minute: it is destroyed by the act that found it out
alter table platform_condemned add secret {bool} null;

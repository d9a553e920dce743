-- what an agreed update says of a document that waits on the desk; and asking packets, which may repeat a recalled document, are destroyed with it
alter table intake_packet add change {text} null;
alter table intake_request add destroyed_at {time} null;
update intake_request
set destroyed_at = decided_at
where kind = 'Recall' and state = 'Agreed' and packet_sha256 is not null;

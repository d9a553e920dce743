-- what is given back is destroyed wherever this node kept it: relayed packets, letters opened in the inbox; and a try whose end nobody knows is remembered
alter table dispatch_packet add status {text:2} null;
alter table dispatch_inbox_letter add asked_business {int} null;
alter table dispatch_inbox_letter add destroyed_at {time} null;
alter table dispatch_inbox_file add destroyed_at {time} null;
alter table dispatch_delivery add left_at {time} null;
update dispatch_delivery
set left_at = changed_at
where state = 'failed' and peer_code is not null
    and (error_code is null or error_code not in ('10', '15', '18', '19', '22', '23', 'not-written', 'no-route'));

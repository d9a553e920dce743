-- recipients with an address of their own become peers: the same secret, under the same protection; they are spoken to in VXP now
insert into dispatch_peer (
    code, name, dialect, endpoint, system_id, protected_secret, layout, active, failures)
select p.code, p.name, 'vxp', a.address, g.code, p.protected_secret, 'vpcp', p.active, 0
from dispatch_push_address a
join identity_partner p on p.code = a.recipient_code
join identity_agency g on g.id = 1;

-- a receipt whose answer was lost is asked for again, of peers that are known to give receipts
alter table dispatch_peer add gives_receipts {bool} null;
create index ix_dispatch_delivery_unreceipted on dispatch_delivery (peer_code, due_at) where state = 'sent' and peer_doc_id is null
    and peer_code is not null;

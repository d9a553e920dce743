-- what an agency handed over, the newest first
create index ix_dispatch_packet_via on dispatch_packet (via_code, kind, accepted_at);

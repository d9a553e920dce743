-- the reconciler asks which packets were accepted and which answers were heard of late
create index ix_dispatch_packet_accepted on dispatch_packet (accepted_at);
create index ix_dispatch_answer_created on dispatch_answer (created_at);

-- every few minutes the reconciler asks which cases became ready of late: among a million of them, without reading them
create index ix_dispatch_ready_at on dispatch_ready (ready_at);

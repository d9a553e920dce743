-- what is kept for repetitions only is found by its age and forgotten in small batches
create index ix_platform_request_age on platform_request (answered_at);
create index ix_outbox_message_finished on outbox_message (finished_at) where finished_at is not null;

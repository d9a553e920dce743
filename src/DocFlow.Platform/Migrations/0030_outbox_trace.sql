-- the trace context of the act that left a message behind (W3C traceparent), so that its trace goes on in whatever process takes it up
alter table outbox_message add trace_parent {text:60} null;

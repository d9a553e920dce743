-- the trace context of the issue, to which every try of the delivery points
alter table dispatch_delivery add trace_parent {text:60} null;

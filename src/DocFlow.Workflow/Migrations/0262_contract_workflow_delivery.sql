-- how a copy fares is asked of the room that delivers it (ADR 0042)
drop table workflow_delivery;
update outbox_message set finished_at = created_at where type = 'DocFlow.Contracts.DeliveryAdvanced' and finished_at is null;

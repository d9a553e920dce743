-- every few minutes the reconciler asks what was opened, closed and half signed of late: among a million cases, without reading them
create index ix_workflow_case_opened on workflow_case (opened_at);
create index ix_workflow_case_closed on workflow_case (changed_at) where ending <> 'None';
create index ix_workflow_signature_reserved on workflow_signature (reserved_at) where state = 'reserved';

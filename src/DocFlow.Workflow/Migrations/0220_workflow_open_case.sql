-- the cases that are not at an end, for those who look for what stands still
create index ix_workflow_case_open on workflow_case (id) where ending = 'None';

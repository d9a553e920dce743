-- a desk is read by whom a task waits for, most urgent first: among a million closed ones the open tasks of one party lie together, with
-- all that the order of the desk needs
create index ix_workflow_task_desk on workflow_task (person, role, unit, due_on, opened_at, id, case_id, number, step) where closed_at is null;
create index ix_workflow_case_urgency on workflow_case (id, urgency);

-- versions of a file that was given back to its sender: their bytes are destroyed, their hashes stay
alter table workflow_file add destroyed_at {time} null;

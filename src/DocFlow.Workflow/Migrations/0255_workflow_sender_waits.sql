-- a document that came over the exchange: its sender waits to hear that somebody handles it
alter table workflow_case add sender_waits {bool} null;

-- what an update says, kept with the request that asks it; whether a peer wants a recall as a status (13) or as a document message (type 1); and what an issued letter's packets say since it was corrected
alter table dispatch_request add change {text} null;
alter table dispatch_peer add recall_by {text:10} null;
alter table dispatch_issue add reply_by {date} null;
alter table dispatch_issue add urgency {int} null;

-- updates go out as document packets, beside the status packets; and a letter to be issued may name the document that it replaces
alter table dispatch_answer add business {int} null;
alter table dispatch_ready add replaces {uuid} null;

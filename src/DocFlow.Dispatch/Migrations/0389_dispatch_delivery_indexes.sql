-- each move of a copy is written into every index: these two find nothing that ux_dispatch_delivery_recipient and
-- ix_dispatch_delivery_waiting do not find as well
drop index ix_dispatch_delivery_mailbox {on dispatch_delivery};
drop index ix_dispatch_delivery_issue {on dispatch_delivery};

-- the days off by which "sent the day it is signed, at the latest the next working morning" is judged; kept from what Workflow says
create table dispatch_day_off (
    day {date} not null primary key,
    kind {text:10} not null,
    changed_at {time} null
);
insert into dispatch_day_off (day, kind)
select day, 'off'
from workflow_holiday;

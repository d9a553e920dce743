-- days off beside Saturdays and Sundays; time limits are counted without them
create table workflow_holiday (
    day {date} not null primary key,
    name {text:200} not null
);

-- a copy is late by the day its letter was signed, not by the day it was issued; null: as an earlier version wrote it, or added to a letter later
alter table dispatch_delivery add signed_at {time} null;

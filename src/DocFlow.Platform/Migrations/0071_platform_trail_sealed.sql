-- an entry that no root covers yet has no place among the leaves of one: written once, not twice
drop index ix_trail_entry_root {on trail_entry};
create index ix_trail_entry_leaf on trail_entry (root_number, leaf_index) where root_number is not null;

-- The campaign or flow whose words a narrowcast says: its own page tells what became of it. Null for narrowcasts before this.
alter table line.narrowcasts add column origin_id uuid;
create index on line.narrowcasts (brand_id, origin_id, began_at desc);

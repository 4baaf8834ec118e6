-- Since when this profile itself is known, once that may differ from what is shown of it: `first_seen_at` of a root is
-- the earliest of all who were merged into it. Null means the same as `first_seen_at`.
alter table customers.profiles add column own_first_seen_at timestamptz;

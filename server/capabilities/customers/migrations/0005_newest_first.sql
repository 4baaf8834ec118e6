-- The list of people begins with whom we met last, also after a past of years was brought in.
-- Whole milliseconds, as cursors carry them.
update customers.profiles set first_seen_at = date_trunc('milliseconds', first_seen_at);
create index profiles_newest on customers.profiles (brand_id, first_seen_at desc, customer_id desc)
  where merged_into is null and erased_at is null;

-- Who has a birthday on a day of the year, for what is given on it. The day is month * 100 + day.
create index profiles_birthday on customers.profiles
  (brand_id, (extract(month from born_on)::int * 100 + extract(day from born_on)::int), customer_id)
  where born_on is not null and merged_into is null and erased_at is null;

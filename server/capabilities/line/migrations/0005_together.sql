-- Letters that say the same to many leave together, under one retry key: who was in it must not change when it is asked again.
create table line.batches (
  brand_id  uuid        not null,
  -- The retry key.
  batch_id  uuid        not null,
  messages  jsonb       not null,
  user_ids  text[]      not null,
  -- Whether LINE has said that it took it over.
  taken_at  timestamptz,
  began_at  timestamptz not null,
  primary key (brand_id, batch_id)
);
select kernel.brand_table('line.batches');

alter table line.attempts add column batch_id uuid;
alter table line.attempts drop constraint if exists attempts_way_check;
alter table line.attempts add constraint attempts_way_check check (way in ('push', 'reply', 'multicast'));

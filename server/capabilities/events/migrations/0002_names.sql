-- Event names that came by the tracking doors. Analytics counts the first so many by name and all others under one; of
-- those beyond, a few are kept here to show who sends them (F85). The facts themselves keep their names in the inbox.
create table events.names (
  brand_id      uuid        not null,
  name          text        not null,
  is_counted    boolean     not null,
  source        text        not null,
  first_seen_at timestamptz not null,
  primary key (brand_id, name)
);
select kernel.brand_table('events.names');

-- Names of properties of events that came by the tracking doors. Analytics keeps the first so many; of those beyond, a few
-- are kept here with the event that carried them, to show who sends them (F85). The inbox keeps every value.
create table events.property_names (
  brand_id      uuid        not null,
  name          text        not null,
  is_kept       boolean     not null,
  event         text        not null,
  source        text        not null,
  first_seen_at timestamptz not null,
  primary key (brand_id, name)
);
select kernel.brand_table('events.property_names');

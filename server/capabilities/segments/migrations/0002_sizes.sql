-- How many were in a segment on each day, as they were counted last on it, and how many of those can be reached on each channel.
create table segments.sizes (
  brand_id   uuid        not null,
  segment_id uuid        not null,
  day        date        not null,
  members    int         not null,
  -- By channel, and "none"; null while ClickHouse was away.
  reach      jsonb,
  counted_at timestamptz not null,
  primary key (brand_id, segment_id, day)
);
select kernel.brand_table('segments.sizes');

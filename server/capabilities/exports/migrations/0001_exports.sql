create schema exports;
grant usage on schema exports to maido_app;

-- Something that is taken out: which kind of thing, in which form, how far it is, and where it goes on.
create table exports.exports (
  brand_id   uuid        not null,
  -- UUIDv7: sorts by time.
  export_id  uuid        not null,
  what       text        not null,
  segment_id uuid,
  format     text        not null check (format in ('ndjson', 'csv', 'csv-sjis', 'parquet')),
  state      text        not null default 'running' check (state in ('running', 'done', 'cancelled', 'expired')),
  rows       bigint      not null default 0,
  pieces     int         not null default 0,
  bytes      bigint      not null default 0,
  -- After which row the next piece begins.
  place      jsonb,
  actor      jsonb       not null,
  created_at timestamptz not null,
  ended_at   timestamptz,
  primary key (brand_id, export_id)
);
select kernel.brand_table('exports.exports');

-- The rows, as gzipped lines of JSON; the form is made while they are downloaded. They go after seven days.
create table exports.pieces (
  brand_id  uuid  not null,
  export_id uuid  not null,
  piece_no  int   not null,
  rows      int   not null,
  bytes     bytea not null,
  primary key (brand_id, export_id, piece_no)
);
select kernel.brand_table('exports.pieces');

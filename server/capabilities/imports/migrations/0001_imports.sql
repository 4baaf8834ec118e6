create schema imports;
grant usage on schema imports to maido_app;

-- One row per import: what was asked for, how far it is, what came of it.
create table imports.imports (
  brand_id        uuid        not null,
  import_id       uuid        not null,
  kind            text        not null check (kind in ('orders', 'products', 'customers')),
  name            text        not null,
  source          text        not null,
  state           text        not null check (state in ('uploading', 'ready', 'splitting', 'running', 'paused', 'finished', 'cancelled', 'failed')),
  failure         text,
  failure_details jsonb,
  settings        jsonb       not null,
  mapping         jsonb       not null default '{}',
  -- What was found out or chosen when it was started: slots (names of the cells that rows bring), dates.
  reading         jsonb,
  -- Which attempt at splitting the files stands.
  attempt         int         not null default 0,
  -- Counts up whenever it is started or resumed: effects of an earlier run do nothing.
  run             int         not null default 0,
  rows_total      int         not null default 0,
  rows_done       int         not null default 0,
  problems        int         not null default 0,
  chunks_total    int         not null default 0,
  chunks_done     int         not null default 0,
  -- What became of orders, products or customers; lines that are no sale and things that could not be read included.
  created         int         not null default 0,
  changed         int         not null default 0,
  unchanged       int         not null default 0,
  returned        int         not null default 0,
  skipped         int         not null default 0,
  refused         int         not null default 0,
  actor           jsonb       not null,
  created_at      timestamptz not null,
  started_at      timestamptz,
  finished_at     timestamptz,
  -- The files and what was cut from them are gone; counts and report stay.
  emptied_at      timestamptz,
  primary key (brand_id, import_id)
);
create index imports_by_time on imports.imports (brand_id, import_id desc);
select kernel.brand_table('imports.imports');

create table imports.files (
  brand_id  uuid not null,
  import_id uuid not null,
  file_no   int  not null,
  name      text not null,
  layout    jsonb,
  first_row int,
  primary key (brand_id, import_id, file_no),
  foreign key (brand_id, import_id) references imports.imports on delete cascade
);
select kernel.brand_table('imports.files');

-- The bytes as they were uploaded. They are kept here and not in a folder because an import may be uploaded to one
-- process and run by another, because what was acknowledged must be durable, and because they hold personal data: they
-- are behind the brand's wall, in the backup, and deleted with their import.
create table imports.pieces (
  brand_id  uuid  not null,
  import_id uuid  not null,
  file_no   int   not null,
  piece_no  int   not null,
  sha256    text  not null,
  bytes     bytea not null,
  primary key (brand_id, import_id, file_no, piece_no),
  foreign key (brand_id, import_id, file_no) references imports.files on delete cascade
);
alter table imports.pieces alter column bytes set storage external;
select kernel.brand_table('imports.pieces');

-- A chunk is a number of whole orders (products, customers), about 1,500 lines of the files: the unit of work.
create table imports.chunks (
  brand_id  uuid not null,
  import_id uuid not null,
  chunk_no  int  not null,
  rows      int  not null,
  done_at   timestamptz,
  primary key (brand_id, import_id, chunk_no),
  foreign key (brand_id, import_id) references imports.imports on delete cascade
);
select kernel.brand_table('imports.chunks');

-- The lines of a chunk: mostly one part, more when lines of its orders stand elsewhere in the files. `stage` 1 are the
-- lines as they stand in the files, 2 are return slips, which wait until all sales are in.
create table imports.parts (
  brand_id  uuid not null,
  import_id uuid not null,
  attempt   int  not null,
  stage     int  not null check (stage in (1, 2)),
  chunk_no  int  not null,
  part_no   int  not null,
  rows      int  not null,
  -- JSON: [[row number, cell, …], …]
  lines     text not null,
  primary key (brand_id, import_id, attempt, stage, chunk_no, part_no),
  foreign key (brand_id, import_id) references imports.imports on delete cascade
);
alter table imports.parts alter column lines set storage external;
select kernel.brand_table('imports.parts');

-- Each line of the files that was dealt with, once: no line is ever applied twice (F05). `target_id` is what it became.
create table imports.rows (
  brand_id  uuid not null,
  import_id uuid not null,
  row_no    int  not null,
  target_id uuid,
  primary key (brand_id, import_id, row_no)
);
select kernel.brand_table('imports.rows');

create table imports.problems (
  brand_id  uuid not null,
  import_id uuid not null,
  row_no    int  not null,
  problem   int  not null,
  field     text not null,
  code      text not null,
  value     text not null,
  primary key (brand_id, import_id, row_no, problem),
  foreign key (brand_id, import_id) references imports.imports on delete cascade
);
select kernel.brand_table('imports.problems');

-- How files of a source were matched last time.
create table imports.layouts (
  brand_id uuid        not null,
  kind     text        not null,
  source   text        not null,
  mapping  jsonb       not null,
  settings jsonb       not null,
  saved_at timestamptz not null,
  primary key (brand_id, kind, source)
);
select kernel.brand_table('imports.layouts');

create schema klaviyo;
grant usage on schema klaviyo to maido_app;

-- The key to a brand's account at Klaviyo, sealed. It is typed once and never shown again.
create table klaviyo.connections (
  brand_id     uuid        not null primary key,
  sealed_key   text        not null,
  -- The last four characters, so that people can tell which key it is.
  key_ending   text        not null,
  connected_at timestamptz not null
);
select kernel.brand_table('klaviyo.connections');

-- One row per import: where it stands, what came of it.
create table klaviyo.imports (
  brand_id     uuid        not null,
  import_id    uuid        not null,
  state        text        not null check (state in ('running', 'paused', 'finished', 'cancelled', 'failed')),
  stage        text        not null check (stage in ('checking', 'people', 'lists', 'members', 'settling', 'events', 'done')),
  -- Of the stage 'members': whose members are being read.
  list_id      text,
  -- The next page of what is being read; null asks for the first.
  cursor       text,
  -- Pages taken in so far: page N is taken in by whoever finds N here, hence once (F05).
  pages        int         not null default 0,
  -- Counts up whenever it is resumed: effects of an earlier run do nothing.
  run          int         not null default 1,
  -- How often Klaviyo no longer knew the cursor, and what was being read was begun again.
  restarts     int         not null default 0,
  events_since timestamptz,
  tally        jsonb       not null default '{}',
  problems     int         not null default 0,
  failure      text,
  actor        jsonb       not null,
  created_at   timestamptz not null,
  -- When the last page was taken in.
  moved_at     timestamptz not null,
  finished_at  timestamptz,
  primary key (brand_id, import_id)
);
-- One import of a brand at a time.
create unique index imports_unended on klaviyo.imports (brand_id) where state in ('running', 'paused', 'failed');
select kernel.brand_table('klaviyo.imports');

create table klaviyo.problems (
  brand_id   uuid not null,
  import_id  uuid not null,
  -- UUIDv7: sorts in the order in which they were found.
  problem_id uuid not null,
  kind       text not null check (kind in ('profile', 'list', 'event')),
  -- Klaviyo's id of what could not be taken in as it was.
  item_id    text not null,
  field      text not null,
  code       text not null,
  primary key (brand_id, import_id, problem_id)
);
select kernel.brand_table('klaviyo.problems');

-- Who a profile at Klaviyo is here, and a hash of what Klaviyo last said of it: said again, nothing is done.
create table klaviyo.people (
  brand_id    uuid not null,
  profile_id  text not null,
  customer_id uuid not null,
  said_hash   text not null,
  -- On other lists than the customer's property says.
  lists_stale boolean not null default false,
  primary key (brand_id, profile_id)
);
create index on klaviyo.people (brand_id, profile_id) where lists_stale;
create index on klaviyo.people (brand_id, customer_id);
select kernel.brand_table('klaviyo.people');

create table klaviyo.lists (
  brand_id  uuid not null,
  list_id   text not null,
  name      text not null,
  -- The import that saw it last; those that it did not see are gone.
  import_id uuid not null,
  primary key (brand_id, list_id)
);
select kernel.brand_table('klaviyo.lists');

create table klaviyo.members (
  brand_id   uuid not null,
  list_id    text not null,
  profile_id text not null,
  import_id  uuid not null,
  primary key (brand_id, list_id, profile_id)
);
create index on klaviyo.members (brand_id, profile_id);
create index on klaviyo.members (brand_id, import_id);
select kernel.brand_table('klaviyo.members');

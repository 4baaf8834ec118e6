create schema events;
grant usage on schema events to maido_app;

-- What was accepted over the tracking API and is yet to be applied: one row per request, its messages as they came.
-- Accepting must be one cheap insert; whose events they are is found out afterwards, in the order of `seq`.
create table events.incoming (
  brand_id    uuid        not null,
  source      text        not null,
  -- Digest of the ids in the request: a request sent again while the first still waits is one row.
  batch_key   bytea       not null,
  seq         bigint      generated always as identity,
  -- Whether the sender held a secret key; what anybody may send from a browser says less (S30).
  trusted     boolean     not null,
  -- 'batch', or the type of the one message.
  shape       text        not null,
  body        text        not null,
  count       int         not null check (count > 0),
  received_at timestamptz not null,
  primary key (brand_id, source, batch_key)
);
-- Compressing what lives for a second costs more than writing it.
alter table events.incoming alter column body set storage external;
create index incoming_order on events.incoming (brand_id, seq);
select kernel.door_table('events.incoming');

-- Every fact about a customer, from every door, once. Never changed afterwards; ClickHouse is filled from here.
create table events.inbox (
  brand_id    uuid        not null,
  source      text        not null,
  external_id text        not null,
  seq         bigint      generated always as identity,
  -- The transaction that wrote the row: numbers of a sequence become visible out of order, transactions below the oldest
  -- running one do not.
  xid         xid8        not null default pg_current_xact_id(),
  customer_id uuid,
  name        text        not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  clock_skew  boolean     not null default false,
  value       bigint      check (value between -1000000000000 and 1000000000000),
  currency    text,
  order_id    text,
  product_id  text,
  message_id  text,
  channel     text,
  store_id    text,
  properties  jsonb       not null default '{}',
  primary key (brand_id, source, external_id)
) with (fillfactor = 100, autovacuum_vacuum_insert_scale_factor = 0.05);
create index inbox_order on events.inbox (xid, seq);
create index inbox_timeline on events.inbox (brand_id, customer_id, occurred_at desc, seq desc);
-- Rows lie in the order they came, so this finds the latest ones and costs nothing to keep.
create index inbox_received on events.inbox using brin (received_at) with (pages_per_range = 32);
select kernel.door_table('events.inbox');

-- What was accepted but could not be applied, with the reason; stays until someone replays or drops it (G3).
create table events.dead_letters (
  brand_id    uuid        not null,
  id          uuid        not null,
  source      text        not null,
  external_id text        not null,
  reason      text        not null,
  trusted     boolean     not null,
  shape       text        not null,
  message     text        not null,
  received_at timestamptz not null,
  failed_at   timestamptz not null,
  replayed_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, source, external_id)
);
select kernel.brand_table('events.dead_letters');

-- How far the inbox has been copied to ClickHouse. A range is saved before it is sent: after a crash the very same range
-- is sent again under the same token, and ClickHouse keeps one copy. Brand zero copies for all brands.
create table events.projections (
  brand_id     uuid   not null,
  name         text   not null,
  upto         xid8   not null default '0',
  upto_seq     bigint not null default 0,
  pending      xid8,
  pending_seq  bigint,
  -- One higher after each rebuild: what was sent before it has other tokens.
  generation   int    not null default 1,
  leased_by    text,
  leased_until timestamptz,
  primary key (brand_id, name)
);
select kernel.door_table('events.projections');
-- How far everything has been copied is no secret of any brand.
create policy readable on events.projections for select using (brand_id = '00000000-0000-0000-0000-000000000000');

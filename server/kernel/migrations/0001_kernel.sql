create schema if not exists kernel;

-- The brand of the running transaction, null outside of one: then every policy below shows nothing (S18, S22).
create function kernel.brand() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.brand', true), '')::uuid $$;

-- Every table of a brand passes through here: only the brand's own rows can be seen or written (S20).
create function kernel.brand_table(name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy own_brand on %s using (brand_id = kernel.brand()) with check (brand_id = kernel.brand())', name);
  execute format('grant select, insert, update, delete on %s to maido_app', name);
end $$;

-- Tables in which the installation itself must find rows before it knows the brand: queues, keys, connections.
-- The platform's own context (brand zero) may read and claim across brands; a brand's context still sees only its own.
create function kernel.door_table(name regclass) returns void language plpgsql as $$
begin
  perform kernel.brand_table(name);
  execute format('create policy platform on %s using (kernel.brand() = ''00000000-0000-0000-0000-000000000000'')', name);
end $$;

grant usage on schema kernel to maido_app;

-- Everything that has yet to happen: incoming webhooks to apply, messages to send, chunks of long jobs (B1).
create table kernel.outbox (
  brand_id    uuid        not null,
  id          uuid        not null,
  kind        text        not null,
  key         text        not null,
  payload     jsonb       not null,
  cause       text        not null,
  state       text        not null default 'ready' check (state in ('ready', 'claimed', 'done', 'failed', 'unknown', 'expired', 'dead')),
  attempts    int         not null default 0,
  -- How often a worker died with it.
  crashes     int         not null default 0,
  next_at     timestamptz not null,
  expires_at  timestamptz,
  lease_owner text,
  lease_until timestamptz,
  fence       bigint      not null default 0,
  reason      text,
  created_at  timestamptz not null,
  finished_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, kind, key)
);
create index outbox_due on kernel.outbox (kind, next_at) where state = 'ready';
create index outbox_leased on kernel.outbox (lease_until) where state = 'claimed';
create index outbox_ended on kernel.outbox (brand_id, state, finished_at) where state in ('failed', 'unknown', 'dead');
select kernel.door_table('kernel.outbox');

-- Replies given to requests that carried an Idempotency-Key; kept for a day.
create table kernel.idempotency (
  brand_id   uuid        not null,
  key        text        not null,
  request    text        not null,
  status     int         not null,
  reply      text        not null,
  created_at timestamptz not null,
  primary key (brand_id, key)
);
create index on kernel.idempotency (created_at);
select kernel.door_table('kernel.idempotency');

-- Up to when each routine was dealt with, so that a restart neither repeats nor forgets an occurrence (F64, F65).
create table kernel.routines (
  brand_id uuid        not null,
  name     text        not null,
  fired_at timestamptz not null,
  primary key (brand_id, name)
);
select kernel.door_table('kernel.routines');

-- Counters of the rate limits; keys begin with the brand or the address they belong to.
create unlogged table kernel.rate_limits (
  key    text   not null primary key,
  points int    not null default 0,
  expire bigint
);
grant select, insert, update, delete on kernel.rate_limits to maido_app;

-- Magic links, codes and other one-time things that were used: a second use is refused.
create table kernel.spent_tokens (
  brand_id   uuid        not null,
  token_id   text        not null,
  expires_at timestamptz,
  spent_at   timestamptz not null,
  primary key (brand_id, token_id)
);
select kernel.brand_table('kernel.spent_tokens');

create schema webhooks;
grant usage on schema webhooks to maido_app;

create table webhooks.endpoints (
  brand_id         uuid        not null,
  endpoint_id      uuid        not null,
  url              text        not null,
  name             text        not null,
  topics           text[]      not null,
  -- Sealed. While a secret is being changed messages are signed with both, until `previous_until` (S34).
  secret           text        not null,
  previous_secret  text,
  previous_until   timestamptz,
  state            text        not null default 'active' check (state in ('active', 'paused', 'disabled')),
  -- Why we switched it off: gone, failing.
  disabled_because text,
  -- Since when nothing has been answered; null while all is well.
  failing_since    timestamptz,
  last_answer_at   timestamptz,
  created_at       timestamptz not null,
  primary key (brand_id, endpoint_id)
);
select kernel.brand_table('webhooks.endpoints');

create table webhooks.deliveries (
  brand_id     uuid        not null,
  -- UUIDv7: sorts by time, and is the `webhook-id`.
  delivery_id  uuid        not null,
  endpoint_id  uuid        not null,
  topic        text        not null,
  -- Exactly what is sent and signed.
  body         text        not null,
  state        text        not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  reason       text,
  attempts     int         not null default 0,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  primary key (brand_id, delivery_id),
  foreign key (brand_id, endpoint_id) references webhooks.endpoints on delete cascade
);
create index on webhooks.deliveries (brand_id, endpoint_id, delivery_id desc);
create index on webhooks.deliveries (brand_id, created_at);
select kernel.brand_table('webhooks.deliveries');

create table webhooks.attempts (
  brand_id     uuid        not null,
  delivery_id  uuid        not null,
  attempt_id   uuid        not null,
  at           timestamptz not null,
  -- The HTTP status, or null when there was no answer.
  status       int,
  -- Why there was no answer, as a word: timeout, econnrefused, private_address.
  trouble      text,
  took_ms      int         not null,
  -- The beginning of the answer, for whoever looks for the reason.
  answer       text        not null,
  primary key (brand_id, delivery_id, attempt_id),
  foreign key (brand_id, delivery_id) references webhooks.deliveries on delete cascade
);
select kernel.brand_table('webhooks.attempts');

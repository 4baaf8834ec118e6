-- Shops that tell us of their orders. The door must find a connection before it knows whose it is.
create table orders.shop_connections (
  brand_id         uuid        not null,
  connection_id    uuid        not null,
  vendor           text        not null,
  name             text        not null,
  -- "hinata.myshopify.com"
  shop_domain      text        not null,
  currency         text        not null check (currency ~ '^[A-Z]{3}$'),
  -- Sealed. While a secret is being changed the one before is still believed, until `previous_until` (F53).
  secret           text        not null,
  previous_secret  text,
  previous_until   timestamptz,
  access_token     text,
  -- The shop's places by their ids: {"123": {"kind": "store", "name": "銀座店"}}.
  places           jsonb       not null default '{}',
  state            text        not null default 'active' check (state in ('active', 'uninstalled')),
  -- Up to when the orders of the shop are known to be here.
  complete_until   timestamptz not null,
  -- When the subscriptions of the shop were last looked at, and what was wrong, in words of ours.
  checked_at       timestamptz,
  trouble          text,
  last_message_at  timestamptz,
  created_at       timestamptz not null,
  primary key (brand_id, connection_id),
  unique (brand_id, vendor, shop_domain)
);
create index on orders.shop_connections (connection_id);
select kernel.door_table('orders.shop_connections');

-- Messages refused for their signature, by minute: how many, never what they held (F53).
create table orders.bad_signatures (
  brand_id      uuid        not null,
  connection_id uuid        not null,
  minute        timestamptz not null,
  count         int         not null,
  primary key (brand_id, connection_id, minute),
  foreign key (brand_id, connection_id) references orders.shop_connections on delete cascade
);
select kernel.door_table('orders.bad_signatures');

-- One pull of a shop's orders, page by page; `since` moves on with each page, so that a new start does not begin anew.
create table orders.shop_pulls (
  brand_id      uuid        not null,
  connection_id uuid        not null,
  pull_id       uuid        not null,
  since         timestamptz not null,
  page          text,
  pages         int         not null default 0,
  orders        int         not null default 0,
  state         text        not null check (state in ('running', 'done', 'failed')),
  reason        text,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  primary key (brand_id, pull_id),
  foreign key (brand_id, connection_id) references orders.shop_connections on delete cascade
);
create unique index one_pull_at_a_time on orders.shop_pulls (brand_id, connection_id) where state = 'running';
select kernel.brand_table('orders.shop_pulls');

-- What the law makes a shop ask of us: a copy of someone's data, or that it be forgotten. Answered within 30 days.
create table orders.privacy_requests (
  brand_id      uuid        not null,
  connection_id uuid        not null,
  request_key   text        not null,
  kind          text        not null check (kind in ('data-request', 'redact-customer', 'redact-shop')),
  customer_id   uuid,
  -- Outside ids of the orders it concerns.
  orders        text[]      not null,
  received_at   timestamptz not null,
  due_at        timestamptz not null,
  -- How many orders were made anonymous because of it.
  redacted      int         not null default 0,
  answered_at   timestamptz,
  primary key (brand_id, connection_id, request_key)
);
select kernel.brand_table('orders.privacy_requests');

create schema dm;
grant usage on schema dm to maido_app;

-- The brand's Facebook page, and the Instagram account that belongs to it. The door must find it before it knows whose it is.
create table dm.accounts (
  brand_id       uuid        not null,
  account_id     uuid        not null,
  page_id        text        not null,
  page_name      text        not null,
  instagram_id   text,
  instagram_name text,
  -- Sealed.
  access_token   text        not null,
  app_secret     text        not null,
  -- Asked for once, when the door's address is entered at Meta.
  verify_token   text        not null,
  -- Why nothing leaves at the moment, and until when it is not tried.
  closed_because text,
  closed_until   timestamptz,
  last_event_at  timestamptz,
  connected_at   timestamptz not null,
  primary key (brand_id)
);
create index on dm.accounts (account_id);
select kernel.door_table('dm.accounts');

-- Everybody who ever wrote. `said_at` is when they wrote last: for a day after that they may be answered.
create table dm.people (
  brand_id    uuid        not null,
  service     text        not null check (service in ('instagram', 'messenger')),
  user_id     text        not null,
  customer_id uuid        not null,
  said_at     timestamptz not null,
  primary key (brand_id, service, user_id)
);
create index on dm.people (brand_id, customer_id);
select kernel.brand_table('dm.people');

-- What was said, by both sides. What was unsent loses its words.
create table dm.messages (
  brand_id    uuid        not null,
  message_id  uuid        not null,
  service     text        not null,
  user_id     text        not null,
  -- Meta's own id; ours have it once they were accepted.
  mid         text,
  direction   text        not null check (direction in ('in', 'out')),
  kind        text        not null,
  text        text,
  at          timestamptz not null,
  unsent_at   timestamptz,
  -- Only of ours: what became of it.
  state       text        check (state in ('waiting', 'accepted', 'failed', 'unknown')),
  reason      text,
  primary key (brand_id, message_id)
);
create unique index on dm.messages (brand_id, mid) where mid is not null;
create index on dm.messages (brand_id, service, user_id, at desc, message_id desc);
create index on dm.messages (brand_id, at desc, message_id desc);
select kernel.brand_table('dm.messages');

-- What a test brand would have sent.
create table dm.caught (
  brand_id      uuid        not null,
  caught_id     uuid        not null,
  service       text        not null,
  user_id       text        not null,
  text          text        not null,
  quick_replies jsonb       not null,
  caught_at     timestamptz not null,
  primary key (brand_id, caught_id)
);
create index on dm.caught (brand_id, caught_at desc, caught_id desc);
select kernel.brand_table('dm.caught');

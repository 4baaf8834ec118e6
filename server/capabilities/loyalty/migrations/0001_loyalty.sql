create schema loyalty;
grant usage on schema loyalty to maido_app;

-- The programme as it was published; `published_at` is null for the one draft. What is published is never changed.
create table loyalty.programmes (
  brand_id     uuid        not null,
  version      int         not null,
  document     jsonb       not null,
  note         text        not null default '',
  -- Counts the changes of the draft, so that two people who edit notice each other.
  revision     int         not null default 1,
  changed_at   timestamptz not null,
  published_at timestamptz,
  published_by text,
  -- Orders placed and acts done from here on are judged by it.
  holds_from   timestamptz,
  -- Recorded facts that earn by it, so that the reader of facts knows what to look for.
  event_names  text[]      not null default '{}',
  primary key (brand_id, version)
);
create unique index programmes_draft on loyalty.programmes (brand_id) where published_at is null;
select kernel.door_table('loyalty.programmes');

-- What an order was judged by, and what of it stands in the ledger. Whatever is told of it in whatever order, the same comes of it.
create table loyalty.orders (
  brand_id    uuid        not null,
  order_id    uuid        not null,
  customer_id uuid        not null,
  version     int         not null,
  -- What was known of the buyer when it was judged first: rank, segments, bonuses, what she had used of caps.
  member      jsonb       not null,
  placed_at   timestamptz not null,
  paid_at     timestamptz not null,
  -- What earned, without what was given back since, minor units.
  base        bigint      not null,
  -- Points in the ledger by now: earned less taken back.
  points      bigint      not null check (points >= 0),
  -- Points used on it, and how many of them came back.
  used        bigint      not null default 0,
  returned    bigint      not null default 0,
  confirms_at timestamptz,
  -- Counts what was posted for it.
  seq         int         not null default 0,
  changed_at  timestamptz not null,
  primary key (brand_id, order_id)
);
create index orders_of_customer on loyalty.orders (brand_id, customer_id, placed_at);
create index orders_by_time on loyalty.orders (brand_id, placed_at);
select kernel.brand_table('loyalty.orders');

-- What each rule added to an order: for caps of campaigns, and for what they cost.
create table loyalty.order_steps (
  brand_id    uuid   not null,
  order_id    uuid   not null,
  rule        text   not null,
  customer_id uuid   not null,
  points      bigint not null,
  primary key (brand_id, order_id, rule)
);
create index order_steps_by_rule on loyalty.order_steps (brand_id, rule, customer_id);
select kernel.brand_table('loyalty.order_steps');

-- Points that were used on an order, as the ledger told of it; also of orders that nobody judged yet.
create table loyalty.spends (
  brand_id   uuid   not null,
  order_id   uuid   not null,
  spend_type text   not null,
  spend_id   text   not null,
  points     bigint not null,
  primary key (brand_id, order_id, spend_type, spend_id)
);
select kernel.brand_table('loyalty.spends');

-- What somebody did that earns beside buying, once by the rule's own measure.
create table loyalty.acts (
  brand_id    uuid        not null,
  act_id      uuid        not null,
  customer_id uuid        not null,
  action      text        not null,
  -- "ever", "2026", "2026-04", "2026-04-10", or the fact's own name.
  once_key    text        not null,
  cause_id    text        not null,
  version     int         not null,
  points      bigint      not null,
  at          timestamptz not null,
  seen_at     timestamptz not null,
  state       text        not null check (state in ('waiting', 'awarded', 'refused', 'taken-back')),
  book        text        not null default 'live',
  proof       jsonb,
  reason      text,
  decided_at  timestamptz,
  decided_by  text,
  primary key (brand_id, act_id)
);
create unique index acts_once on loyalty.acts (brand_id, book, action, customer_id, once_key) where state in ('waiting', 'awarded');
create unique index acts_by_cause on loyalty.acts (brand_id, book, action, customer_id, cause_id);
create index acts_of_customer on loyalty.acts (brand_id, customer_id, at desc);
create index acts_waiting on loyalty.acts (brand_id, seen_at, act_id) where state = 'waiting';
create index acts_by_rule on loyalty.acts (brand_id, action, at);
select kernel.brand_table('loyalty.acts');

-- Bonuses of one person's own: double points for a while.
create table loyalty.boosts (
  brand_id    uuid        not null,
  boost_id    uuid        not null,
  customer_id uuid        not null,
  bonus_bp    int         not null check (bonus_bp > 0),
  name_ja     text        not null,
  name_en     text        not null,
  from_at     timestamptz not null,
  until_at    timestamptz not null,
  cause       text        not null,
  primary key (brand_id, boost_id),
  unique (brand_id, cause)
);
create index boosts_of_customer on loyalty.boosts (brand_id, customer_id, until_at);
select kernel.brand_table('loyalty.boosts');

-- When somebody joined, for what comes back every year.
create table loyalty.joined (
  brand_id    uuid not null,
  customer_id uuid not null,
  joined_on   date not null,
  -- "04-10"; 29 February is kept as 28 February.
  month_day   text not null,
  primary key (brand_id, customer_id)
);
create index joined_by_day on loyalty.joined (brand_id, month_day);
select kernel.brand_table('loyalty.joined');

-- Orders judged anew by another version: looked at first, then applied, and taken back if need be (L22).
create table loyalty.fixes (
  brand_id    uuid        not null,
  fix_id      uuid        not null,
  version     int         not null,
  from_at     timestamptz not null,
  until_at    timestamptz not null,
  reason      text        not null,
  state       text        not null default 'looked-at' check (state in ('looked-at', 'applied', 'reversed')),
  made_at     timestamptz not null,
  made_by     text        not null,
  applied_at  timestamptz,
  applied_by  text,
  reversed_at timestamptz,
  reversed_by text,
  orders      int         not null,
  people      int         not null,
  more        bigint      not null,
  fewer       bigint      not null,
  primary key (brand_id, fix_id)
);
select kernel.brand_table('loyalty.fixes');

create table loyalty.fixed_orders (
  brand_id       uuid   not null,
  fix_id         uuid   not null,
  order_id       uuid   not null,
  customer_id    uuid   not null,
  version_before int    not null,
  member_before  jsonb  not null,
  member_after   jsonb  not null,
  points_before  bigint not null,
  points_after   bigint not null,
  primary key (brand_id, fix_id, order_id)
);
create index fixed_orders_by_size on loyalty.fixed_orders (brand_id, fix_id, abs(points_after - points_before) desc, order_id);
select kernel.brand_table('loyalty.fixed_orders');

-- How far the facts have been read. Brand zero reads for all brands.
create table loyalty.cursors (
  brand_id     uuid   not null primary key,
  upto         xid8   not null default '0',
  upto_seq     bigint not null default 0,
  leased_by    text,
  leased_until timestamptz
);
select kernel.door_table('loyalty.cursors');

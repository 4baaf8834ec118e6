create schema orders;
grant usage on schema orders to maido_app;

-- One row per order of a shop. A row without `body` is known only by hearsay (a refund came before its order): it waits
-- for the order and is shown to nobody.
create table orders.orders (
  brand_id      uuid        not null,
  order_id      uuid        not null,
  source        text        not null,
  external_id   text        not null,
  -- The newest snapshot as it stands, the time the shop gives it, and its hash, which decides between equal times.
  body          jsonb,
  updated_at    timestamptz,
  snapshot_hash text,
  -- Hash of who bought, so that an unchanged buyer is not looked up again.
  buyer_hash    text,
  customer_id   uuid,
  number        text,
  -- The number as a buyer may type it: without '#', full width folded, lower case.
  number_key    text,
  channel       text check (channel in ('online', 'store')),
  store_id      text,
  placed_at     timestamptz,
  currency      text check (currency ~ '^[A-Z]{3}$'),
  -- Minor units of the currency.
  total         bigint,
  refunded      bigint      not null default 0,
  status        text        not null check (status in ('unknown', 'received', 'payment-approved', 'stock-allocated', 'confirmed', 'cancelled', 'deleted')),
  -- Whether it counts as a purchase: not cancelled, not deleted, not returned in full.
  counted       boolean     not null default false,
  approved_at   timestamptz,
  allocated_at  timestamptz,
  cancelled_at  timestamptz,
  deleted_at    timestamptz,
  -- The buyer asked to be forgotten: nothing personal is kept from then on.
  redacted_at   timestamptz,
  refunds       jsonb       not null default '[]',
  -- The shop's clock runs more than ten minutes ahead of ours.
  clock_skew    boolean     not null default false,
  first_seen_at timestamptz not null,
  changed_at    timestamptz not null,
  primary key (brand_id, order_id),
  unique (brand_id, source, external_id)
);
create index orders_of_customer on orders.orders (brand_id, customer_id, placed_at desc) where body is not null;
create index orders_by_time on orders.orders (brand_id, placed_at desc, order_id desc) where body is not null;
create index orders_by_number on orders.orders (brand_id, number_key);
create index orders_waiting on orders.orders (brand_id, first_seen_at) where body is null;
select kernel.brand_table('orders.orders');

-- Lines and history are written in the very statement that writes their order. A foreign key would tell nothing more, and
-- under forced row-level security its check costs several times as much as the insert itself.
create table orders.lines (
  brand_id            uuid    not null,
  order_id            uuid    not null,
  external_id         text    not null,
  position            int     not null,
  sku                 text,
  title               text    not null,
  quantity            int     not null,
  refunded_quantity   int     not null default 0,
  -- Minor units; `discount` is for the whole line.
  unit_price          bigint  not null,
  discount            bigint  not null,
  -- Hundredths of a per cent as it was charged (J21): 1000 is 10 %.
  tax_rate            int,
  tax_included        boolean not null,
  product_external_id text,
  variant_external_id text,
  primary key (brand_id, order_id, external_id)
);
create index lines_of_product on orders.lines (brand_id, product_external_id);
select kernel.brand_table('orders.lines');

-- What became of an order: each fact once, whatever is delivered how often. `fact` is received, payment-approved,
-- stock-allocated, cancelled, deleted or refunded:<id>.
create table orders.history (
  brand_id uuid        not null,
  order_id uuid        not null,
  fact     text        not null,
  at       timestamptz not null,
  seen_at  timestamptz not null,
  late     boolean     not null,
  cause    text        not null,
  primary key (brand_id, order_id, fact)
);
select kernel.brand_table('orders.history');

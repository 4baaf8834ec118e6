create schema catalog;
grant usage on schema catalog to maido_app;

-- What is sold, as the newest snapshot of its shop or feed tells it. `snapshot_hash` decides between snapshots of one time.
create table catalog.products (
  brand_id      uuid        not null,
  product_id    uuid        not null,
  source        text        not null,
  external_id   text        not null,
  updated_at    timestamptz not null,
  snapshot_hash text        not null,
  status        text        not null check (status in ('active', 'draft', 'archived', 'deleted')),
  title         text        not null,
  -- Lower case, full width folded: what a search looks in.
  search_text   text        not null,
  description   text        not null default '',
  vendor        text,
  product_type  text,
  url           text,
  tags          text[]      not null default '{}',
  images        jsonb       not null default '[]',
  -- Origin, materials, certificates (Z03): kept apart from the snapshots, which do not know it.
  passport      jsonb,
  changed_at    timestamptz not null,
  primary key (brand_id, product_id),
  unique (brand_id, source, external_id)
);
create index products_by_title on catalog.products (brand_id, title, product_id) where status <> 'deleted';
select kernel.brand_table('catalog.products');

create table catalog.variants (
  brand_id          uuid        not null,
  variant_id        uuid        not null,
  product_id        uuid        not null,
  source            text        not null,
  external_id       text        not null,
  position          int         not null,
  title             text        not null,
  sku               text,
  barcode           text,
  -- Minor units of `currency`, as shown to buyers.
  price             bigint,
  compare_at_price  bigint,
  currency          text check (currency ~ '^[A-Z]{3}$'),
  image_url         text,
  -- What the shop counts stock by, when that is not the variant itself.
  stock_item        text        not null,
  primary key (brand_id, variant_id),
  unique (brand_id, source, external_id),
  foreign key (brand_id, product_id) references catalog.products on delete cascade
);
create index variants_of_product on catalog.variants (brand_id, product_id);
create index variants_by_sku on catalog.variants (brand_id, sku);
create index variants_by_stock_item on catalog.variants (brand_id, source, stock_item);
select kernel.brand_table('catalog.variants');

-- How many pieces of an item are at a place. May be known before the item itself.
create table catalog.stock (
  brand_id   uuid        not null,
  source     text        not null,
  stock_item text        not null,
  place      text        not null,
  available  int         not null,
  updated_at timestamptz not null,
  primary key (brand_id, source, stock_item, place)
);
select kernel.brand_table('catalog.stock');

-- What is worth telling about a product at a stage of its way to the buyer (G22, G23): how to use it, what is in it.
create table catalog.content (
  brand_id   uuid not null,
  product_id uuid not null,
  position   int  not null,
  kind       text not null check (kind in ('how-to', 'ingredients', 'materials', 'care', 'sustainability', 'note')),
  stage      text not null check (stage in ('any', 'tracking', 'shipped', 'delivered')),
  title      jsonb not null,
  body       jsonb not null,
  url        text,
  image_url  text,
  primary key (brand_id, product_id, position),
  foreign key (brand_id, product_id) references catalog.products on delete cascade
);
select kernel.brand_table('catalog.content');

-- Product feeds that are fetched again and again, and how the last attempts went.
create table catalog.feeds (
  brand_id     uuid        not null,
  feed_id      uuid        not null,
  name         text        not null,
  source       text        not null,
  url          text        not null,
  currency     text        not null check (currency ~ '^[A-Z]{3}$'),
  every_hours  int         not null check (every_hours between 1 and 168),
  paused       boolean     not null default false,
  next_at      timestamptz not null,
  created_at   timestamptz not null,
  primary key (brand_id, feed_id),
  unique (brand_id, source)
);
select kernel.brand_table('catalog.feeds');

create table catalog.feed_runs (
  brand_id    uuid        not null,
  feed_id     uuid        not null,
  run_key     text        not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  state       text        not null check (state in ('running', 'done', 'failed')),
  reason      text,
  items       int         not null default 0,
  taken       int         not null default 0,
  retired     int         not null default 0,
  -- The first errors, each with the item it concerns.
  errors      jsonb       not null default '[]',
  error_count int         not null default 0,
  primary key (brand_id, feed_id, run_key),
  foreign key (brand_id, feed_id) references catalog.feeds on delete cascade
);
select kernel.brand_table('catalog.feed_runs');

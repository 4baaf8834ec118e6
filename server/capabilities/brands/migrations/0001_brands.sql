create schema brands;
grant usage on schema brands to maido_app;

-- The brands of this installation. A test brand is the twin of a live one: its own rows, and no way to a real customer.
create table brands.brands (
  brand_id   uuid        not null primary key,
  slug       text        not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'),
  name       text        not null,
  zone       text        not null default 'Asia/Tokyo',
  language   text        not null default 'ja' check (language in ('ja', 'en')),
  currency   text        not null default 'JPY' check (currency ~ '^[A-Z]{3}$'),
  test_of    uuid references brands.brands (brand_id),
  is_demo    boolean     not null default false,
  created_at timestamptz not null
);
select kernel.door_table('brands.brands');

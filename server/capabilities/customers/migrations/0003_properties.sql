-- What a brand wants to know of its customers beyond what everybody has. Values stand in profiles.properties.
create table customers.property_definitions (
  brand_id    uuid        not null,
  key         text        not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  type        text        not null check (type in ('text', 'number', 'boolean', 'date', 'choice', 'list')),
  label_ja    text        not null,
  label_en    text        not null,
  choices     jsonb       not null default '[]',
  -- Whether only those with the right to see personal data may read the values.
  personal    boolean     not null,
  created_at  timestamptz not null,
  archived_at timestamptz,
  primary key (brand_id, key)
);
select kernel.brand_table('customers.property_definitions');

-- Who was erased and when, without saying who they were: replayed after a backup is restored (F96), and asked before a
-- welcome gift is given twice (S62). Hashes can be made by this installation only.
create table customers.erasures (
  brand_id      uuid        not null,
  customer_id   uuid        not null,
  identity_hash text        not null,
  erased_at     timestamptz not null,
  primary key (brand_id, identity_hash, customer_id)
);
select kernel.brand_table('customers.erasures');

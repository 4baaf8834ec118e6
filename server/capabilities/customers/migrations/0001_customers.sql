create schema customers;
grant usage on schema customers to maido_app;

-- One row per person we believe in. The columns show what is true of the whole cluster; `own` keeps what was said of
-- this very profile, with its time and source, so that a merge can be undone and facts fold the same in any order.
create table customers.profiles (
  brand_id     uuid        not null,
  customer_id  uuid        not null,
  -- The profile this one was merged into, directly; following it leads to the root.
  merged_into  uuid,
  -- How many profiles the cluster of this root holds, itself included.
  members      int         not null default 1,
  -- Whether the person is known by something of their own (mail, shop account, LINE), not only by a device or a phone.
  known        boolean     not null,
  source       text        not null,
  display_name text,
  family_name  text,
  given_name   text,
  family_kana  text,
  given_kana   text,
  email        text,
  phone        text,
  language     text        check (language in ('ja', 'en')),
  zone         text,
  born_on      date,
  country      text,
  postal_code  text,
  prefecture   text,
  city         text,
  street       text,
  building     text,
  company      text,
  -- Values of the brand's own property definitions, and traits sent without a definition, kept raw.
  properties   jsonb       not null default '{}',
  traits       jsonb       not null default '{}',
  own          jsonb       not null default '{}',
  revision     int         not null default 1,
  first_seen_at timestamptz not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  erased_at    timestamptz,
  primary key (brand_id, customer_id),
  check (merged_into <> customer_id)
);
create index profiles_merged_into on customers.profiles (brand_id, merged_into) where merged_into is not null;
create index profiles_known on customers.profiles (brand_id, customer_id) where known and merged_into is null and erased_at is null;
select kernel.brand_table('customers.profiles');

-- What a person is recognised by. `value_key` is the normalised value; one key leads to one person. `home_id` is the
-- profile that first had it and never changes in a merge: undoing the merge gives it back.
create table customers.identities (
  brand_id    uuid        not null,
  kind        text        not null check (kind in ('email', 'phone', 'line', 'shop', 'anonymous', 'pos', 'external')),
  issuer      text        not null,
  value_key   text        not null,
  customer_id uuid        not null,
  home_id     uuid        not null,
  value       text        not null,
  -- Whether it alone may join two known people.
  sure        boolean     not null,
  source      text        not null,
  since       timestamptz not null,
  primary key (brand_id, kind, issuer, value_key)
);
create index identities_customer on customers.identities (brand_id, customer_id);
create index identities_home on customers.identities (brand_id, home_id) where home_id <> customer_id;
select kernel.brand_table('customers.identities');

-- Words under which a root is found, normalised; a search is a range of this key. Row security lets only leakproof
-- comparisons use an index, which `<` on text is and trigram matching is not.
create table customers.search_terms (
  brand_id    uuid not null,
  term        text collate "C" not null,
  customer_id uuid not null,
  primary key (brand_id, term, customer_id)
);
create index search_terms_customer on customers.search_terms (brand_id, customer_id);
select kernel.brand_table('customers.search_terms');

-- Every merge, and whether it was undone. Rows are the reason why somebody is who they are.
create table customers.merges (
  brand_id  uuid        not null,
  merge_id  uuid        not null,
  from_id   uuid        not null,
  into_id   uuid        not null,
  rule      text        not null check (rule in ('same-person', 'became-known', 'staff')),
  actor     jsonb       not null,
  cause     text        not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  undone_by jsonb,
  primary key (brand_id, merge_id)
);
create unique index merges_standing on customers.merges (brand_id, from_id) where undone_at is null;
create index merges_into on customers.merges (brand_id, into_id);
select kernel.brand_table('customers.merges');

-- Two people who may be one: somebody has to look. `apart` means that somebody did, and they are two.
create table customers.merge_candidates (
  brand_id   uuid        not null,
  low_id     uuid        not null,
  high_id    uuid        not null,
  evidence   jsonb       not null,
  state      text        not null default 'open' check (state in ('open', 'merged', 'apart')),
  found_at   timestamptz not null,
  decided_at timestamptz,
  decided_by jsonb,
  primary key (brand_id, low_id, high_id),
  check (low_id < high_id)
);
create index merge_candidates_open on customers.merge_candidates (brand_id, found_at, low_id, high_id) where state = 'open';
create index merge_candidates_high on customers.merge_candidates (brand_id, high_id);
select kernel.brand_table('customers.merge_candidates');

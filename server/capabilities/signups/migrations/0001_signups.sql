create schema signups;
grant usage on schema signups to maido_app;

-- A place at which people can join the list.
create table signups.forms (
  brand_id       uuid        not null,
  form_id        uuid        not null,
  -- The last part of its page's address.
  slug           text        not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name           text        not null,
  kind           text        not null check (kind in ('popup', 'embedded', 'page')),
  state          text        not null default 'draft' check (state in ('draft', 'live', 'paused')),
  draft          jsonb       not null,
  -- Counts the changes of the draft, so that two people who edit notice each other.
  revision       int         not null default 1,
  -- What people are shown; null while nothing was published.
  version        int,
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  primary key (brand_id, form_id),
  unique (brand_id, slug)
);
select kernel.brand_table('signups.forms');

-- What people were shown, for ever: a consent names its version.
create table signups.versions (
  brand_id     uuid        not null,
  form_id      uuid        not null,
  version      int         not null check (version > 0),
  document     jsonb       not null,
  published_at timestamptz not null,
  primary key (brand_id, form_id, version)
);
select kernel.brand_table('signups.versions');
revoke update, delete on signups.versions from maido_app;

-- Somebody wrote an address into a form. What was written beside it waits here until the address is confirmed.
create table signups.submissions (
  brand_id      uuid        not null,
  -- UUIDv7: sorts by time.
  submission_id uuid        not null,
  form_id       uuid        not null,
  version       int         not null,
  -- Null once that person is erased.
  customer_id   uuid,
  -- A fingerprint, so that an address is not written to again and again.
  address_hash  text        not null,
  -- Address, answers, ip and words as they were shown; null once they are not needed any more.
  given         jsonb,
  -- The page it stood on.
  page_url      text,
  language      text        not null,
  at            timestamptz not null,
  -- Whether a mail asked for confirmation; without, the consent counted at once.
  mailed_at     timestamptz,
  confirmed_at  timestamptz,
  primary key (brand_id, submission_id)
);
create index on signups.submissions (brand_id, form_id, submission_id desc);
create index on signups.submissions (brand_id, address_hash, at desc);
create index on signups.submissions (brand_id, customer_id);
create index on signups.submissions (brand_id, at) where given is not null and confirmed_at is null;
select kernel.brand_table('signups.submissions');

-- How often a form was shown, by the brand's own days.
create table signups.shown (
  brand_id  uuid not null,
  form_id   uuid not null,
  day       date not null,
  shown     int  not null default 0,
  dismissed int  not null default 0,
  primary key (brand_id, form_id, day)
);
select kernel.brand_table('signups.shown');

-- What people wish beyond yes and no: fewer letters, none for a while.
create table signups.wishes (
  brand_id     uuid        not null,
  customer_id  uuid        not null,
  less_often   boolean     not null default false,
  paused_until timestamptz,
  changed_at   timestamptz not null,
  primary key (brand_id, customer_id)
);
select kernel.brand_table('signups.wishes');

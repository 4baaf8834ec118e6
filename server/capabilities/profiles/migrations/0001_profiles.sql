create schema profiles;
grant usage on schema profiles to maido_app;

-- Somebody of the brand talked with a customer. What was said is kept here only, so that it can be taken away.
create table profiles.conversations (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  customer_id     uuid        not null,
  channel         text        not null check (channel in ('store', 'phone', 'chat', 'mail', 'line', 'video')),
  at              timestamptz not null,
  text            text,
  -- How the customer seemed, -2 to 2, as staff saw it; null when nobody said.
  mood            smallint    check (mood between -2 and 2),
  staff_id        uuid,
  recorded_at     timestamptz not null,
  primary key (brand_id, conversation_id)
);
create index on profiles.conversations (brand_id, customer_id, at desc);
select kernel.brand_table('profiles.conversations');

-- What a partner tells of a customer: where it came from, what it may be used for, until when, and whether she agreed.
create table profiles.partner_values (
  brand_id     uuid        not null,
  value_id     uuid        not null,
  customer_id  uuid        not null,
  partner      text        not null,
  key          text        not null,
  value        text        not null,
  purposes     text[]      not null,
  obtained_at  timestamptz not null,
  expires_at   timestamptz not null,
  agreed_at    timestamptz,
  evidence     text,
  withdrawn_at timestamptz,
  recorded_at  timestamptz not null,
  primary key (brand_id, value_id),
  unique (brand_id, customer_id, partner, key)
);
create index on profiles.partner_values (brand_id, expires_at);
select kernel.brand_table('profiles.partner_values');

-- Where the nightly walk last found each person; conditions of segments read it.
create table profiles.standings (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  stage       text        not null,
  stage_since timestamptz not null,
  -- -100 to 100; null without a sign.
  mood        smallint,
  engagement  int         not null,
  looked_at   timestamptz not null,
  primary key (brand_id, customer_id)
);
select kernel.brand_table('profiles.standings');

-- Fifths of the brand's buyers, made once a night.
create table profiles.quintiles (
  brand_id uuid        not null primary key,
  body     jsonb       not null,
  made_at  timestamptz not null
);
select kernel.brand_table('profiles.quintiles');

create schema mypage;
grant usage on schema mypage to maido_app;

-- Somebody asked for a code in one browser. Known or not, the row is the same: only the mail's planning looks further (S-LINK6).
create table mypage.codes (
  brand_id     uuid        not null,
  code_id      uuid        not null,
  -- Of the secret that the asking browser keeps.
  key_hash     text        not null,
  -- Sealed; null when a link named the person.
  address      text,
  address_hash text        not null,
  net_hash     text        not null,
  intent       text        not null check (intent in ('open', 'join')),
  -- Whether she also asked for letters when she joined.
  wants_news   boolean     not null default false,
  language     text        not null check (language in ('ja', 'en')),
  -- The card to go to.
  goes_to      text        not null default '',
  -- Who it is, once the mail was planned; null for an address that nobody has.
  customer_id  uuid,
  -- Of the six digits; null while nothing was mailed.
  code_hash    text,
  tries        int         not null default 0,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  primary key (brand_id, code_id)
);
create index codes_of_address on mypage.codes (brand_id, address_hash, asked_at);
create index codes_of_net on mypage.codes (brand_id, net_hash, asked_at);
select kernel.brand_table('mypage.codes');

create table mypage.sessions (
  brand_id    uuid        not null,
  session_id  uuid        not null,
  token_hash  text        not null,
  customer_id uuid        not null,
  began_at    timestamptz not null,
  expires_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (brand_id, session_id),
  unique (brand_id, token_hash)
);
create index sessions_of_customer on mypage.sessions (brand_id, customer_id);
select kernel.brand_table('mypage.sessions');

-- Cards that a customer does not wish to see.
create table mypage.mutes (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  card        text        not null,
  muted_at    timestamptz not null,
  primary key (brand_id, customer_id, card)
);
select kernel.brand_table('mypage.mutes');

-- How often what was begun was also done, by day.
create table mypage.tasks (
  brand_id uuid not null,
  day      date not null,
  action   text not null,
  began    int  not null default 0,
  done     int  not null default 0,
  primary key (brand_id, day, action)
);
select kernel.brand_table('mypage.tasks');

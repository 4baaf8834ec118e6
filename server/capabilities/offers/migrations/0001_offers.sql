create schema offers;
grant usage on schema offers to maido_app;

-- What is given away, to whom and how often. The terms hold for codes from now on; what was given stays given.
create table offers.offers (
  brand_id       uuid        not null,
  offer_id       uuid        not null,
  name           text        not null,
  state          text        not null default 'draft' check (state in ('draft', 'live', 'paused', 'ended')),
  terms          jsonb       not null,
  -- Counts the changes, so that two people who edit notice each other.
  revision       int         not null default 1,
  -- What was given away so far by redemptions that stand, in minor units of the brand's currency.
  given          bigint      not null default 0,
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  primary key (brand_id, offer_id)
);
select kernel.brand_table('offers.offers');

-- One code each for one person and one reason.
create table offers.codes (
  brand_id    uuid        not null,
  code_id     uuid        not null,
  offer_id    uuid        not null,
  -- As it is compared: capitals and digits only. Null once its person is erased.
  code        text,
  customer_id uuid,
  -- What it was given for: the run of a flow, a campaign, a member of staff. Asking again for the same gives the same code.
  cause       text        not null,
  issued_at   timestamptz not null,
  valid_until timestamptz,
  uses        int         not null default 0,
  max_uses    int         not null check (max_uses > 0),
  voided_at   timestamptz,
  primary key (brand_id, code_id),
  unique (brand_id, code)
);
create unique index codes_once on offers.codes (brand_id, offer_id, customer_id, cause);
create index codes_of_customer on offers.codes (brand_id, customer_id);
create index codes_by_time on offers.codes (brand_id, offer_id, issued_at desc, code_id desc);
select kernel.brand_table('offers.codes');

create table offers.redemptions (
  brand_id      uuid        not null,
  redemption_id uuid        not null,
  offer_id      uuid        not null,
  code_id       uuid        not null,
  customer_id   uuid,
  -- Names the purchase: the same code is used once for the same one, whoever tells of it.
  key           text        not null,
  channel       text        not null check (channel in ('shop', 'api', 'store')),
  -- What was given away, and what it was taken from, in minor units of the brand's currency; null when nobody said.
  discount      bigint,
  total         bigint,
  redeemed_at   timestamptz not null,
  -- Used beyond its limits: the shop had let it pass before we heard of it.
  beyond        text,
  undone_at     timestamptz,
  undone_reason text,
  primary key (brand_id, redemption_id),
  unique (brand_id, code_id, key)
);
create index redemptions_by_time on offers.redemptions (brand_id, offer_id, redeemed_at desc, redemption_id desc);
create index redemptions_of_customer on offers.redemptions (brand_id, customer_id, redeemed_at);
create index redemptions_by_key on offers.redemptions (brand_id, key);
select kernel.brand_table('offers.redemptions');

-- Wrong codes by whoever typed them, within a while.
create table offers.guesses (
  brand_id uuid        not null,
  caller   text        not null,
  since    timestamptz not null,
  wrong    int         not null,
  primary key (brand_id, caller)
);
select kernel.brand_table('offers.guesses');

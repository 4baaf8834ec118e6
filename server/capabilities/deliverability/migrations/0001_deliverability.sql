create schema deliverability;
grant usage on schema deliverability to maido_app;

-- Every mail that came back to one of ours: a bounce, a complaint, or something that is neither.
create table deliverability.returns (
  brand_id    uuid        not null,
  return_id   uuid        not null,
  -- SHA-256 of the mail as it came: handed in twice, it is one.
  digest      text        not null,
  received_at timestamptz not null,
  message_id  uuid        not null,
  customer_id uuid,
  -- Keyed hash of the address, to count by; and what follows its @.
  address_key text        not null,
  domain      text        not null,
  what        text        not null check (what in ('hard', 'soft', 'sender', 'complaint', 'delayed', 'auto-reply', 'unreadable')),
  rule        text        not null,
  status      text,
  -- What the other side said, with addresses taken out.
  said        text        not null,
  -- Whether the address or person is written to no more because of it; why not, if not.
  acted       text        not null,
  origin_kind text,
  origin_id   uuid,
  origin_step text,
  segment_id  uuid,
  kind        text        not null,
  primary key (brand_id, return_id),
  unique (brand_id, digest)
);
create index returns_by_time on deliverability.returns (brand_id, received_at desc, return_id desc);
create index returns_of_address on deliverability.returns (brand_id, address_key, received_at) where what = 'soft';
select kernel.brand_table('deliverability.returns');

-- Mails to the return address that name none of our messages: counted by day, kept nowhere. Belongs to the installation.
create table deliverability.strays (
  brand_id uuid not null,
  day      date not null,
  why      text not null,
  count    int  not null default 0,
  primary key (brand_id, day, why)
);
select kernel.brand_table('deliverability.strays');

-- What the last look at the domain's records found.
create table deliverability.checks (
  brand_id   uuid        not null,
  domain     text        not null,
  checked_at timestamptz not null,
  findings   jsonb       not null,
  primary key (brand_id, domain)
);
select kernel.brand_table('deliverability.checks');

-- How many letters a domain was asked to take, minute by minute, and how many it refused for good.
create table deliverability.domain_minutes (
  brand_id uuid        not null,
  domain   text        not null,
  minute   timestamptz not null,
  tried    int         not null default 0,
  refused  int         not null default 0,
  primary key (brand_id, domain, minute)
);
create index domain_minutes_by_time on deliverability.domain_minutes (brand_id, minute);
select kernel.brand_table('deliverability.domain_minutes');

-- Domains that refused too much at once: their letters wait.
create table deliverability.closed_domains (
  brand_id     uuid        not null,
  domain       text        not null,
  closed_at    timestamptz not null,
  closed_until timestamptz not null,
  closings     int         not null default 1,
  tried        int         not null,
  refused      int         not null,
  opened_at    timestamptz,
  opened_by    text,
  primary key (brand_id, domain)
);
select kernel.brand_table('deliverability.closed_domains');

-- Marketing that was stopped because complaints or bounces rose too high.
create table deliverability.pauses (
  brand_id   uuid        not null,
  pause_id   uuid        not null,
  why        text        not null check (why in ('complaints', 'bounces')),
  rate_bp    int         not null,
  paused_at  timestamptz not null,
  resumed_at timestamptz,
  resumed_by text,
  primary key (brand_id, pause_id)
);
create unique index one_pause on deliverability.pauses (brand_id) where resumed_at is null;
select kernel.brand_table('deliverability.pauses');

-- The state of things at the end of each day: reputation and the health of the list over time.
create table deliverability.days (
  brand_id   uuid not null,
  day        date not null,
  sent       int  not null,
  delivered  int  not null,
  hard       int  not null,
  soft       int  not null,
  complained int  not null,
  unsubbed   int  not null,
  opened     int  not null,
  clicked    int  not null,
  primary key (brand_id, day)
);
select kernel.brand_table('deliverability.days');

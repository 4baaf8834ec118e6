create schema sms;
grant usage on schema sms to maido_app;

-- The brand's account at its SMS provider. Doors must find it before they know whose it is.
create table sms.accounts (
  brand_id       uuid        not null,
  account_id     uuid        not null,
  -- The provider's own name for it; the token is sealed.
  account_sid    text        not null,
  auth_token     text        not null,
  -- A number in E.164, or the id of a messaging service.
  sender         text        not null,
  name           text        not null,
  -- Why nothing leaves at the moment, and until when it is not tried.
  closed_because text,
  closed_until   timestamptz,
  connected_at   timestamptz not null,
  primary key (brand_id)
);
create index on sms.accounts (account_id);
select kernel.door_table('sms.accounts');

-- Addresses are long and every part of an SMS costs: each has a short one of our own.
create table sms.links (
  brand_id   uuid        not null,
  code       text        not null,
  message_id uuid        not null,
  target     text        not null,
  made_at    timestamptz not null,
  primary key (brand_id, code)
);
create index on sms.links (code);
create unique index on sms.links (brand_id, message_id, target);
create index on sms.links (made_at);
select kernel.door_table('sms.links');

-- What a test brand would have sent.
create table sms.caught (
  brand_id  uuid        not null,
  caught_id uuid        not null,
  number    text        not null,
  text      text        not null,
  parts     int         not null,
  caught_at timestamptz not null,
  primary key (brand_id, caught_id)
);
create index on sms.caught (brand_id, caught_at desc, caught_id desc);
select kernel.brand_table('sms.caught');

create schema line;
grant usage on schema line to maido_app;

-- A brand's official account. The door must find it before it knows whose it is.
create table line.accounts (
  brand_id         uuid        not null,
  account_id       uuid        not null,
  -- Sealed. While the secret is being changed, the one before is still believed until `previous_until` (F53).
  channel_secret   text        not null,
  previous_secret  text,
  previous_until   timestamptz,
  access_token     text        not null,
  bot_user_id      text        not null,
  basic_id         text        not null,
  display_name     text        not null,
  picture_url      text,
  state            text        not null default 'active' check (state in ('active', 'disconnected')),
  -- What LINE said when it was last asked; null limit: none is set.
  quota_limit      bigint,
  quota_used       bigint,
  checked_at       timestamptz,
  -- Why nothing leaves at the moment, and until when it is not tried; null reason: it is open.
  closed_because   text        check (closed_because in ('monthly-limit', 'token-refused', 'not-allowed')),
  closed_until     timestamptz,
  last_event_at    timestamptz,
  created_at       timestamptz not null,
  primary key (brand_id, account_id),
  unique (brand_id, bot_user_id)
);
create index on line.accounts (account_id);
create unique index one_active_account on line.accounts (brand_id) where state = 'active';
select kernel.door_table('line.accounts');

-- Messages refused for their signature, by minute: how many, never what they held.
create table line.bad_signatures (
  brand_id   uuid        not null,
  account_id uuid        not null,
  minute     timestamptz not null,
  count      int         not null,
  primary key (brand_id, account_id, minute)
);
select kernel.door_table('line.bad_signatures');

-- Everybody who ever was a friend of the account. `customer_id` is who they were when first seen, `person_id` who that is by now.
create table line.friends (
  brand_id       uuid        not null,
  account_id     uuid        not null,
  user_id        text        not null,
  customer_id    uuid        not null,
  person_id      uuid        not null,
  state          text        not null check (state in ('following', 'blocked')),
  -- The instant of the follow or unfollow that holds: what is older changes nothing, whenever it arrives (M43).
  state_at       timestamptz not null,
  followed_at    timestamptz,
  display_name   text,
  picture_url    text,
  profile_at     timestamptz,
  linked_at      timestamptz,
  -- One free answer, usable once and for less than a minute.
  reply_token    text,
  reply_token_at timestamptz,
  last_said_at   timestamptz,
  last_at        timestamptz,
  read_until     timestamptz not null default '-infinity',
  primary key (brand_id, account_id, user_id)
);
create index on line.friends (brand_id, person_id);
create index on line.friends (brand_id, last_at desc, user_id) where last_at is not null;
select kernel.brand_table('line.friends');

-- What was said in the talk, by both sides. An unsent message keeps its place and loses its words.
create table line.messages (
  brand_id    uuid        not null,
  message_id  uuid        not null,
  account_id  uuid        not null,
  user_id     text        not null,
  -- LINE's own id; ours have it once they were accepted.
  line_id     text,
  direction   text        not null check (direction in ('in', 'out')),
  kind        text        not null,
  text        text,
  detail      jsonb       not null default '{}',
  at          timestamptz not null,
  unsent_at   timestamptz,
  -- Only of ours: who wrote it, and what became of it.
  written_by  jsonb,
  state       text        check (state in ('waiting', 'accepted', 'failed', 'unknown')),
  reason      text,
  primary key (brand_id, message_id)
);
create unique index one_of_each on line.messages (brand_id, account_id, line_id) where line_id is not null;
create index on line.messages (brand_id, account_id, user_id, at desc, message_id);
select kernel.brand_table('line.messages');

-- An attempt is written down before anything leaves: by which way, and under which key LINE knows it again (M41).
create table line.attempts (
  brand_id   uuid        not null,
  retry_key  uuid        not null,
  way        text        not null check (way in ('push', 'reply')),
  began_at   timestamptz not null,
  primary key (brand_id, retry_key)
);
select kernel.brand_table('line.attempts');

-- What a test brand would have sent.
create table line.caught (
  brand_id  uuid        not null,
  caught_id uuid        not null,
  user_id   text        not null,
  way       text        not null,
  messages  jsonb       not null,
  caught_at timestamptz not null,
  primary key (brand_id, caught_id)
);
create index on line.caught (brand_id, caught_at desc, caught_id desc);
select kernel.brand_table('line.caught');

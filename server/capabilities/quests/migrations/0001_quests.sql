create schema quests;
grant usage on schema quests to maido_app;

-- What members are asked to do. The reader of facts finds live ones of all brands, with the events that they listen for.
create table quests.quests (
  brand_id   uuid        not null,
  quest_id   uuid        not null,
  state      text        not null default 'draft' check (state in ('draft', 'live', 'paused', 'ended')),
  draft      jsonb,
  version    int,
  names      text[]      not null default '{}',
  live_since timestamptz,
  revision   int         not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (brand_id, quest_id)
);
select kernel.door_table('quests.quests');

create table quests.versions (
  brand_id     uuid        not null,
  quest_id     uuid        not null,
  version      int         not null,
  document     jsonb       not null,
  published_at timestamptz not null,
  published_by text        not null,
  primary key (brand_id, quest_id, version)
);
select kernel.brand_table('quests.versions');
revoke update, delete on quests.versions from maido_app;

-- What somebody has got for a quest, once for each round of it.
create table quests.awards (
  brand_id    uuid        not null,
  award_id    uuid        not null,
  quest_id    uuid        not null,
  version     int         not null,
  -- Null once its person is erased.
  customer_id uuid,
  came_as     uuid,
  round       int         not null check (round > 0),
  -- The round as it was completed; after a merge it may stand under another number beside the other person's.
  own_round   int         not null,
  -- How often it was given: taken back by a refund and reached again is one more.
  given       int         not null default 1,
  points      int         not null,
  awarded_at  timestamptz not null,
  revoked_at  timestamptz,
  primary key (brand_id, award_id)
);
create unique index awards_once on quests.awards (brand_id, quest_id, customer_id, round);
create index awards_of_customer on quests.awards (brand_id, customer_id);
create index awards_by_time on quests.awards (brand_id, quest_id, awarded_at desc, award_id desc);
select kernel.brand_table('quests.awards');

create table quests.attempts (
  brand_id    uuid        not null,
  attempt_id  uuid        not null,
  quest_id    uuid        not null,
  version     int         not null,
  customer_id uuid,
  came_as     uuid,
  -- The form that was sent: the same again is the same attempt.
  key         text        not null,
  round       int         not null,
  chosen      text[]      not null,
  right_count int         not null,
  has_passed  boolean     not null,
  at          timestamptz not null,
  primary key (brand_id, attempt_id)
);
create unique index attempts_once on quests.attempts (brand_id, quest_id, customer_id, key);
create index attempts_of_customer on quests.attempts (brand_id, customer_id);
select kernel.brand_table('quests.attempts');

-- How far the facts were read.
create table quests.cursors (
  brand_id     uuid   not null,
  upto         xid8   not null default '0',
  upto_seq     bigint not null default 0,
  leased_by    text,
  leased_until timestamptz,
  primary key (brand_id)
);
select kernel.door_table('quests.cursors');

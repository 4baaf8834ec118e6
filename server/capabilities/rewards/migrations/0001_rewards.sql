create schema rewards;
grant usage on schema rewards to maido_app;

-- What points can be spent on. The published document is a version; what is being edited is the draft.
create table rewards.rewards (
  brand_id   uuid        not null,
  reward_id  uuid        not null,
  state      text        not null default 'draft' check (state in ('draft', 'live', 'paused', 'ended')),
  draft      jsonb,
  version    int,
  -- Of the published version, so that the last one is given away in one guarded statement. Null: no end.
  stock      int         check (stock > 0),
  -- Pieces of redemptions that stand.
  taken      int         not null default 0 check (taken >= 0),
  -- Counts the changes, so that two people who edit notice each other.
  revision   int         not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (brand_id, reward_id)
);
select kernel.brand_table('rewards.rewards');

create table rewards.versions (
  brand_id     uuid        not null,
  reward_id    uuid        not null,
  version      int         not null,
  document     jsonb       not null,
  published_at timestamptz not null,
  published_by text        not null,
  primary key (brand_id, reward_id, version)
);
select kernel.brand_table('rewards.versions');
-- What was published stays as it was.
revoke update, delete on rewards.versions from maido_app;

create table rewards.redemptions (
  brand_id      uuid        not null,
  redemption_id uuid        not null,
  reward_id     uuid        not null,
  version       int         not null,
  -- Null once its person is erased.
  customer_id   uuid,
  -- As whom she was known then: undoing a merge gives it back.
  came_as       uuid,
  -- The wish, named by whoever asks: the same again is the same redemption.
  key           text        not null,
  kind          text        not null,
  quantity      int         not null check (quantity > 0),
  points        int         not null check (points >= 0),
  state         text        not null check (state in ('open', 'done', 'cancelled')),
  handed        jsonb       not null default '{}',
  serial        int,
  note          text        not null default '',
  redeemed_at   timestamptz not null,
  due_at        timestamptz,
  done_at       timestamptz,
  done_by       text,
  has_come      boolean,
  cancelled_at  timestamptz,
  cancel_reason text,
  primary key (brand_id, redemption_id),
  unique (brand_id, customer_id, key)
);
create index redemptions_of_reward on rewards.redemptions (brand_id, reward_id, redeemed_at desc, redemption_id desc);
create index redemptions_of_customer on rewards.redemptions (brand_id, customer_id, redeemed_at desc);
create index redemptions_open on rewards.redemptions (brand_id, due_at, redemption_id) where state = 'open';
-- Two people never hold the piece of the same number.
create unique index redemptions_serial on rewards.redemptions (brand_id, reward_id, serial)
  where serial is not null and state <> 'cancelled';
select kernel.brand_table('rewards.redemptions');

-- What people have collected for good: numbered pieces, stamps of quests.
create table rewards.collectibles (
  brand_id       uuid        not null,
  collectible_id uuid        not null,
  customer_id    uuid,
  came_as        uuid,
  -- Where it comes from, once: `reward:<redemption>`, `quest:<quest>:<round>`.
  cause          text        not null,
  name_ja        text        not null,
  name_en        text        not null,
  image_url      text,
  serial         int,
  edition        int,
  got_at         timestamptz not null,
  primary key (brand_id, collectible_id),
  unique (brand_id, customer_id, cause)
);
create index collectibles_of_customer on rewards.collectibles (brand_id, customer_id, got_at desc);
select kernel.brand_table('rewards.collectibles');

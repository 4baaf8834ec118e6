create schema referrals;
grant usage on schema referrals to maido_app;

-- The draft, and which version holds. Paused: links say so, and nothing new is attributed.
create table referrals.drafts (
  brand_id     uuid        not null primary key,
  document     jsonb       not null,
  revision     int         not null default 1,
  changed_at   timestamptz not null,
  paused_at    timestamptz,
  pause_reason text
);
select kernel.brand_table('referrals.drafts');

-- What was published stays as it was: a referral keeps the version it was made under.
create table referrals.programmes (
  brand_id     uuid        not null,
  version      int         not null,
  document     jsonb       not null,
  published_at timestamptz not null,
  published_by text        not null,
  primary key (brand_id, version)
);
select kernel.brand_table('referrals.programmes');

create table referrals.campaigns (
  brand_id    uuid        not null,
  campaign_id uuid        not null,
  document    jsonb       not null,
  created_at  timestamptz not null,
  revision    int         not null default 1,
  primary key (brand_id, campaign_id)
);
select kernel.brand_table('referrals.campaigns');

create table referrals.contents (
  brand_id   uuid        not null,
  content_id uuid        not null,
  document   jsonb       not null,
  created_at timestamptz not null,
  revision   int         not null default 1,
  paused_at  timestamptz,
  primary key (brand_id, content_id)
);
select kernel.brand_table('referrals.contents');

create table referrals.partners (
  brand_id   uuid        not null,
  partner_id uuid        not null,
  document   jsonb       not null,
  created_at timestamptz not null,
  revision   int         not null default 1,
  paused_at  timestamptz,
  primary key (brand_id, partner_id)
);
select kernel.brand_table('referrals.partners');

-- One for each sharer, channel and content. `sharer` is c:<customer>, p:<partner> or v:<browser, as a fingerprint>.
create table referrals.links (
  brand_id    uuid        not null,
  link_id     uuid        not null,
  token       text        not null,
  sharer      text        not null,
  customer_id uuid,
  partner_id  uuid,
  channel     text        not null,
  content_id  uuid,
  parent_id   uuid,
  generation  int         not null default 0,
  created_at  timestamptz not null,
  -- When it was first passed on, and how often a share button was pressed.
  shared_at   timestamptz,
  shares      int         not null default 0,
  paused_at   timestamptz,
  -- Left over of a merge: it still leads here, but another one is handed out.
  is_spare    boolean     not null default false,
  primary key (brand_id, link_id),
  unique (brand_id, token)
);
create unique index links_once on referrals.links
  (brand_id, sharer, channel, coalesce(content_id, '00000000-0000-0000-0000-000000000000'::uuid)) where not is_spare;
create index links_of_customer on referrals.links (brand_id, customer_id) where customer_id is not null;
create index links_of_content on referrals.links (brand_id, content_id);
create index links_of_parent on referrals.links (brand_id, parent_id) where parent_id is not null;
select kernel.brand_table('referrals.links');

-- Who looked at a landing page: browsers and networks only as fingerprints.
create table referrals.visits (
  brand_id   uuid        not null,
  visit_id   uuid        not null,
  link_id    uuid        not null,
  visited_at timestamptz not null,
  visitor    text        not null,
  network    text        not null,
  -- Where the browser says it came from; null: it does not say.
  came_by    text,
  is_machine boolean     not null default false,
  primary key (brand_id, visit_id)
);
create index visits_of_link on referrals.visits (brand_id, link_id, visited_at);
create index visits_of_visitor on referrals.visits (brand_id, visitor, visited_at);
select kernel.brand_table('referrals.visits');

-- Somebody came by a link and said who she is. Lasts as long as the programme's attribution.
create table referrals.claims (
  brand_id    uuid        not null,
  claim_id    uuid        not null,
  link_id     uuid        not null,
  customer_id uuid        not null,
  claimed_at  timestamptz not null,
  -- Whether she was known before.
  was_known   boolean     not null,
  visitor     text,
  network     text,
  -- The coupon that she was given, as it is compared; null when there was none.
  code        text,
  primary key (brand_id, claim_id)
);
create unique index claims_once on referrals.claims (brand_id, customer_id, link_id);
create index claims_of_visitor on referrals.claims (brand_id, visitor, claimed_at);
create index claims_of_network on referrals.claims (brand_id, network, claimed_at);
create index claims_of_link on referrals.claims (brand_id, link_id);
create index claims_by_code on referrals.claims (brand_id, code) where code is not null;
select kernel.brand_table('referrals.claims');

-- A newcomer's first order, and who brought her. Everybody is brought once.
create table referrals.referrals (
  brand_id    uuid        not null,
  referral_id uuid        not null,
  friend_id   uuid        not null,
  inviter_id  uuid,
  partner_id  uuid,
  link_id     uuid        not null,
  channel     text        not null,
  content_id  uuid,
  by          text        not null,
  order_id    uuid        not null,
  amount      bigint      not null,
  currency    text        not null,
  placed_at   timestamptz not null,
  made_at     timestamptz not null,
  state       text        not null,
  doubts      text[]      not null default '{}',
  releases_at timestamptz,
  settled_at  timestamptz,
  reviewed_by text,
  note        text,
  market      text,
  programme   int         not null,
  to_inviter  jsonb,
  to_friend   jsonb,
  -- Fingerprints of the friend's mailbox, phone, address and browser, to see rings; gone when she is erased.
  traits      text[]      not null default '{}',
  primary key (brand_id, referral_id)
);
create unique index referrals_once on referrals.referrals (brand_id, friend_id) where state <> 'refused';
create index referrals_of_inviter on referrals.referrals (brand_id, inviter_id, placed_at) where inviter_id is not null;
create index referrals_of_order on referrals.referrals (brand_id, order_id);
create index referrals_by_state on referrals.referrals (brand_id, state, made_at desc, referral_id desc);
create index referrals_due on referrals.referrals (brand_id, releases_at) where state = 'waiting';
create index referrals_of_content on referrals.referrals (brand_id, content_id);
select kernel.brand_table('referrals.referrals');

-- What a partner has earned by one order.
create table referrals.commissions (
  brand_id      uuid        not null,
  commission_id uuid        not null,
  partner_id    uuid        not null,
  order_id      uuid        not null,
  friend_id     uuid,
  link_id       uuid        not null,
  amount        bigint      not null,
  order_amount  bigint      not null,
  currency      text        not null,
  placed_at     timestamptz not null,
  state         text        not null,
  releases_at   timestamptz,
  payout_id     uuid,
  -- The terms it was reckoned by.
  terms         jsonb       not null,
  primary key (brand_id, commission_id),
  unique (brand_id, order_id)
);
create index commissions_of_partner on referrals.commissions (brand_id, partner_id, state, placed_at);
select kernel.brand_table('referrals.commissions');

create table referrals.payouts (
  brand_id   uuid        not null,
  payout_id  uuid        not null,
  partner_id uuid        not null,
  amount     bigint      not null,
  currency   text        not null,
  orders     int         not null,
  made_at    timestamptz not null,
  made_by    text        not null,
  primary key (brand_id, payout_id)
);
create index payouts_by_time on referrals.payouts (brand_id, made_at desc);
select kernel.brand_table('referrals.payouts');

-- How often somebody was asked to share, and when she did not want to be asked.
create table referrals.prompts (
  brand_id     uuid          not null,
  customer_id  uuid          not null,
  shown_at     timestamptz[] not null default '{}',
  dismissed_at timestamptz,
  primary key (brand_id, customer_id)
);
select kernel.brand_table('referrals.prompts');

-- What people felt about what was shared with them.
create table referrals.feelings (
  brand_id   uuid        not null,
  feeling_id uuid        not null,
  link_id    uuid        not null,
  content_id uuid,
  visitor    text        not null,
  feeling    text        not null check (feeling in ('moved', 'useful', 'negative')),
  said_at    timestamptz not null,
  primary key (brand_id, feeling_id)
);
create unique index feelings_once on referrals.feelings (brand_id, visitor, link_id);
create index feelings_by_time on referrals.feelings (brand_id, content_id, said_at);
select kernel.brand_table('referrals.feelings');

create table referrals.alarms (
  brand_id   uuid        not null,
  alarm_id   uuid        not null,
  content_id uuid,
  raised_at  timestamptz not null,
  negative   int         not null,
  answers    int         not null,
  has_paused boolean     not null,
  settled_at timestamptz,
  settled_by text,
  primary key (brand_id, alarm_id)
);
create unique index alarms_open on referrals.alarms
  (brand_id, coalesce(content_id, '00000000-0000-0000-0000-000000000000'::uuid)) where settled_at is null;
select kernel.brand_table('referrals.alarms');

create table referrals.ambassadors (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  state       text        not null check (state in ('invited', 'accepted', 'declined')),
  why         text[]      not null default '{}',
  invited_at  timestamptz not null,
  answered_at timestamptz,
  primary key (brand_id, customer_id)
);
select kernel.brand_table('referrals.ambassadors');

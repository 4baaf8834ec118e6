create schema members;
grant usage on schema members to maido_app;

-- Who belongs to the circle, by the id under which she joined. `root_id` is the id that she is known by now; of several that
-- turned out to be one person, `is_main` is the one that counts.
create table members.members (
  brand_id       uuid        not null,
  customer_id    uuid        not null,
  root_id        uuid        not null,
  is_main        boolean     not null default true,
  enrolled_at    timestamptz not null,
  door           text        not null check (door in ('mail', 'line', 'shop', 'api', 'import', 'page')),
  left_at        timestamptz,
  -- The beta ring that she belongs to until it is decided on.
  ring           text,
  terms_version  int,
  terms_at       timestamptz,
  -- Where she stood when she was last judged, by which version of the ranks.
  rank_key       text,
  rank_since     timestamptz,
  rank_until     timestamptz,
  rank_total     bigint,
  next_key       text,
  missing        bigint,
  ranks_version  int,
  -- When to judge again though nothing happens.
  judge_at       timestamptz,
  primary key (brand_id, customer_id)
);
create unique index members_main on members.members (brand_id, root_id) where is_main;
create index members_of_root on members.members (brand_id, root_id);
create index members_by_time on members.members (brand_id, enrolled_at desc, customer_id desc) where is_main;
create index members_to_judge on members.members (brand_id, judge_at) where is_main and left_at is null and judge_at is not null;
create index members_of_ring on members.members (brand_id, ring) where ring is not null;
select kernel.brand_table('members.members');

-- A number is given once, also after its person is erased or the card is lost.
create table members.cards (
  brand_id    uuid        not null,
  card        text        not null check (card ~ '^2[0-9]{12}$'),
  customer_id uuid,
  made_at     timestamptz not null,
  ended_at    timestamptz,
  primary key (brand_id, card)
);
create index cards_of_member on members.cards (brand_id, customer_id);
select kernel.brand_table('members.cards');

-- Ranks, terms and plans as they were published; `published_at` is null for the one draft of each.
create table members.documents (
  brand_id     uuid        not null,
  name         text        not null,
  version      int         not null,
  document     jsonb       not null,
  note         text        not null default '',
  revision     int         not null default 1,
  changed_at   timestamptz not null,
  published_at timestamptz,
  published_by text,
  primary key (brand_id, name, version)
);
create unique index documents_draft on members.documents (brand_id, name) where published_at is null;
select kernel.brand_table('members.documents');

-- What was published stays as it is.
create function members.keep_published() returns trigger language plpgsql as $$
begin
  raise exception 'a published version never changes' using errcode = 'restrict_violation';
end $$;
create trigger keep_published before update on members.documents
  for each row when (old.published_at is not null) execute function members.keep_published();

create table members.acceptances (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  version     int         not null,
  accepted_at timestamptz not null,
  door        text        not null,
  evidence    jsonb       not null default '{}',
  primary key (brand_id, customer_id, version)
);
select kernel.brand_table('members.acceptances');

create table members.rank_changes (
  brand_id      uuid        not null,
  change_id     uuid        not null,
  customer_id   uuid        not null,
  from_key      text,
  to_key        text        not null,
  at            timestamptz not null,
  recorded_at   timestamptz not null,
  is_up         boolean     not null,
  total         bigint      not null,
  why           text        not null,
  ranks_version int         not null,
  primary key (brand_id, change_id)
);
create index rank_changes_of_member on members.rank_changes (brand_id, customer_id, recorded_at desc);
select kernel.brand_table('members.rank_changes');

-- An upgrade gift is given once for a person, a rank and a period (L19).
create table members.gifts (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  rank_key    text        not null,
  period      text        not null,
  given_at    timestamptz not null,
  what        jsonb       not null,
  primary key (brand_id, customer_id, rank_key, period)
);
select kernel.brand_table('members.gifts');

-- Plans that stand side by side (H15, H18). `cause` names what began a time of it: an order, a request.
create table members.holdings (
  brand_id    uuid        not null,
  holding_id  uuid        not null,
  customer_id uuid        not null,
  plan_id     uuid        not null,
  kind        text        not null check (kind in ('paid', 'student', 'other')),
  state       text        not null check (state in ('waiting', 'active', 'refused', 'ended')),
  cause       text        not null,
  evidence    jsonb       not null default '{}',
  asked_at    timestamptz not null,
  from_at     timestamptz,
  until_at    timestamptz,
  decided_at  timestamptz,
  decided_by  text,
  reason      text,
  primary key (brand_id, holding_id),
  unique (brand_id, plan_id, customer_id, cause)
);
create index holdings_of_member on members.holdings (brand_id, customer_id);
create index holdings_ending on members.holdings (brand_id, until_at) where state = 'active';
create index holdings_waiting on members.holdings (brand_id, asked_at) where state = 'waiting';
select kernel.brand_table('members.holdings');

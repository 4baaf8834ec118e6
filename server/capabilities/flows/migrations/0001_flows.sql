create schema flows;
grant usage on schema flows to maido_app;

create table flows.flows (
  brand_id        uuid        not null,
  flow_id         uuid        not null,
  -- Of one that came ready made.
  key             text,
  name_ja         text        not null,
  name_en         text        not null,
  state           text        not null default 'draft' check (state in ('draft', 'live', 'paused', 'archived')),
  mode            text        not null default 'live' check (mode in ('live', 'shadow')),
  live_version    int,
  -- One more with each change of the draft: who changes an older one is told so.
  revision        int         not null default 1,
  -- Of the live version, so that what happens finds whom it concerns without reading documents.
  trigger_kind    text        check (trigger_kind in ('event', 'segment', 'date', 'schedule', 'call')),
  trigger_names   text[]      not null default '{}',
  trigger_segment uuid,
  trigger_move    text,
  -- Events that were received before start nothing.
  live_since      timestamptz,
  -- Up to when the times of its trigger were dealt with; never moves back.
  timed_until     timestamptz,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  published_at    timestamptz,
  primary key (brand_id, flow_id)
);
select kernel.door_table('flows.flows');

-- A version once published is never changed; the one that is not published is the draft.
create table flows.versions (
  brand_id     uuid        not null,
  flow_id      uuid        not null,
  version      int         not null,
  document     jsonb       not null,
  note         text        not null default '',
  published_at timestamptz,
  published_by text,
  primary key (brand_id, flow_id, version)
);
create unique index versions_draft on flows.versions (brand_id, flow_id) where published_at is null;
select kernel.door_table('flows.versions');

-- Who is to come in, and may or may not: asked for by an event, a segment, a time, a call; worked off in that order.
create table flows.entrants (
  brand_id    uuid        not null,
  flow_id     uuid        not null,
  -- Names what lets her in: the same asks once.
  entry_key   text        not null,
  seq         bigint      generated always as identity,
  customer_id uuid        not null,
  -- When what set it off happened.
  at          timestamptz not null,
  facts       jsonb       not null default '{}',
  primary key (brand_id, flow_id, entry_key)
);
create index entrants_order on flows.entrants (brand_id, seq);
select kernel.door_table('flows.entrants');

-- What became of it: each time somebody could have come in, with the reason when she did not (X03).
create table flows.entries (
  brand_id    uuid        not null,
  flow_id     uuid        not null,
  entry_key   text        not null,
  customer_id uuid        not null,
  version     int         not null,
  at          timestamptz not null,
  decided_at  timestamptz not null,
  -- 'entered', or why not.
  outcome     text        not null,
  run_id      uuid,
  seen        jsonb       not null default '{}',
  primary key (brand_id, flow_id, entry_key)
);
create index entries_customer on flows.entries (brand_id, customer_id, flow_id, at desc);
select kernel.brand_table('flows.entries');

-- One person on her way through one version.
create table flows.runs (
  brand_id    uuid        not null,
  run_id      uuid        not null,
  flow_id     uuid        not null,
  version     int         not null,
  customer_id uuid        not null,
  -- By what id she was known when she came in: when a merge is undone, she takes it along.
  came_as     uuid        not null,
  entered_at  timestamptz not null,
  created_at  timestamptz not null,
  facts       jsonb       not null default '{}',
  state       text        not null check (state in ('active', 'paused', 'parked', 'ended')),
  step        text,
  arrived_at  timestamptz not null,
  due_at      timestamptz,
  visit       int         not null default 0,
  rounds      jsonb       not null default '[]',
  goal_at     timestamptz,
  ended_by    text,
  reason      text,
  ended_at    timestamptz,
  primary key (brand_id, run_id)
) with (fillfactor = 80);
create index runs_due on flows.runs (brand_id, due_at) where state = 'active';
create index runs_customer on flows.runs (brand_id, customer_id, flow_id);
create index runs_flow on flows.runs (brand_id, flow_id, run_id);
select kernel.door_table('flows.runs');

-- Every step that was taken, with its reason and the values it was decided by.
create table flows.run_steps (
  brand_id   uuid        not null,
  run_id     uuid        not null,
  visit      int         not null,
  step       text        not null,
  arrived_at timestamptz not null,
  left_at    timestamptz not null,
  outcome    text        not null,
  way        text,
  next       text,
  seen       jsonb,
  primary key (brand_id, run_id, visit)
);
select kernel.brand_table('flows.run_steps');

-- How many left each step by which way: added up from small sums, so that no two workers wait for one row.
create table flows.step_counts (
  brand_id uuid   not null,
  flow_id  uuid   not null,
  version  int    not null,
  step     text   not null,
  way      text   not null,
  outcome  text   not null,
  day      date   not null,
  n        int    not null
);
create index step_counts_flow on flows.step_counts (brand_id, flow_id);
select kernel.brand_table('flows.step_counts');

-- Times at which many are to come in: read page by page, each page and the place after it in one transaction (F04).
create table flows.starts (
  brand_id uuid        not null,
  flow_id  uuid        not null,
  -- The local day and time: each comes once (F64).
  key      text        not null,
  at       timestamptz not null,
  after    uuid,
  found    int         not null default 0,
  -- Missed while nothing ran: nobody comes in by it (F65).
  missed   boolean     not null default false,
  done_at  timestamptz,
  primary key (brand_id, flow_id, key)
);
create index starts_open on flows.starts (brand_id, at) where done_at is null;
select kernel.door_table('flows.starts');

create table flows.tasks (
  brand_id    uuid        not null,
  task_id     uuid        not null,
  flow_id     uuid        not null,
  -- Run, step and visit.
  key         text        not null,
  customer_id uuid        not null,
  title_ja    text        not null,
  title_en    text        not null,
  text        text        not null,
  created_at  timestamptz not null,
  done_at     timestamptz,
  done_by     text,
  primary key (brand_id, task_id),
  unique (brand_id, key)
);
create index tasks_open on flows.tasks (brand_id, done_at, task_id);
select kernel.brand_table('flows.tasks');

-- How far the facts have been read. Brand zero reads for all brands.
create table flows.cursors (
  brand_id     uuid   not null primary key,
  upto         xid8   not null default '0',
  upto_seq     bigint not null default 0,
  leased_by    text,
  leased_until timestamptz
);
select kernel.door_table('flows.cursors');

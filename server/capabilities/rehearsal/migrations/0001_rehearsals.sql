create schema rehearsal;
grant usage on schema rehearsal to maido_app;

-- A programme played over the brand's past, once. What it said is kept: it is compared with what came true.
create table rehearsal.runs (
  brand_id    uuid        not null,
  run_id      uuid        not null,
  name        text        not null,
  -- The programme and the ranks as they were played, and what they were compared with; null before the first programme.
  draft       jsonb       not null,
  live        jsonb,
  assumptions jsonb       not null,
  starts      timestamptz not null,
  until       timestamptz not null,
  -- What chance began from, so that the same run says the same again.
  seed        int         not null,
  state       text        not null default 'running' check (state in ('running', 'done', 'cancelled', 'failed')),
  people      int         not null default 0,
  people_of   int         not null default 0,
  orders      int         not null default 0,
  pieces      int         not null default 0,
  -- The last person that was played.
  place       uuid,
  result      jsonb,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  -- The version of the programme that was published from this run.
  published_version int,
  published_at timestamptz,
  primary key (brand_id, run_id)
);
create index runs_by_time on rehearsal.runs (brand_id, created_at desc, run_id desc);
select kernel.brand_table('rehearsal.runs');

-- What became of each person in a run, under the draft and under what is live.
create table rehearsal.people (
  brand_id    uuid   not null,
  run_id      uuid   not null,
  customer_id uuid   not null,
  draft       jsonb  not null,
  live        jsonb,
  changes     text[] not null,
  primary key (brand_id, run_id, customer_id)
);
create index people_of_customer on rehearsal.people (brand_id, customer_id);
select kernel.brand_table('rehearsal.people');

-- What was measured of a published forecast, each day anew.
create table rehearsal.measured (
  brand_id    uuid        not null,
  run_id      uuid        not null,
  day         date        not null,
  figures     jsonb       not null,
  measured_at timestamptz not null,
  primary key (brand_id, run_id, day)
);
select kernel.brand_table('rehearsal.measured');

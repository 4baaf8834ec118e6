-- A beta: a programme that is live for a few chosen people only, in a ledger of its own. The row stays when the ring is
-- wiped: its name, its issues and its sums tell of nobody.
create table rehearsal.rings (
  brand_id   uuid        not null,
  ring_id    uuid        not null,
  name       text        not null,
  goal       text        not null,
  state      text        not null default 'draft' check (state in ('draft', 'running', 'ended', 'committed', 'wiped')),
  numbers    jsonb       not null,
  -- Counts the changes of the numbers; what was earned under earlier ones stays as it is.
  revision   int         not null default 1,
  starts     timestamptz,
  ends       timestamptz not null,
  ended_at   timestamptz,
  -- What the four checks said when it came to its end.
  report     jsonb,
  created_at timestamptz not null,
  primary key (brand_id, ring_id)
);
select kernel.brand_table('rehearsal.rings');

create table rehearsal.ring_people (
  brand_id    uuid        not null,
  ring_id     uuid        not null,
  customer_id uuid        not null,
  added_at    timestamptz not null,
  -- What she said of it: 0 to 10, and in her words.
  score       int check (score between 0 and 10),
  words       text,
  answered_at timestamptz,
  primary key (brand_id, ring_id, customer_id)
);
create index ring_people_of_customer on rehearsal.ring_people (brand_id, customer_id);
select kernel.brand_table('rehearsal.ring_people');

create table rehearsal.ring_issues (
  brand_id   uuid        not null,
  issue_id   uuid        not null,
  ring_id    uuid        not null,
  title      text        not null,
  words      text        not null default '',
  weight     text        not null check (weight in ('blocks', 'hurts', 'small')),
  -- The revision of the numbers that it was found under, and the one that settled it.
  revision   int         not null,
  settled_in int,
  found_at   timestamptz not null,
  settled_at timestamptz,
  primary key (brand_id, issue_id)
);
create index ring_issues_of_ring on rehearsal.ring_issues (brand_id, ring_id, found_at);
select kernel.brand_table('rehearsal.ring_issues');

create schema experiments;
grant usage on schema experiments to maido_app;

-- What is compared: a brand, a flow, a campaign as a whole, or a split within one.
create table experiments.experiments (
  brand_id      uuid        not null,
  experiment_id uuid        not null,
  kind          text        not null check (kind in ('brand', 'flow', 'campaign', 'split')),
  -- The id of what is compared, in the words of whoever owns it.
  id            text        not null check (id <> ''),
  name          text,
  -- What it is meant to move.
  goal          text        not null default 'revenue',
  -- Made once; who falls where follows from it.
  salt          text        not null,
  -- Basis points of people who are kept apart.
  holdout_bp    int         not null check (holdout_bp between 0 and 9000),
  -- Arms of those who are not kept apart: [{"name": "a", "weight": 1}]. Null: all are treated alike.
  arms          jsonb,
  -- Counts the changes of shares: people are compared only with those assigned under the same shares.
  design        int         not null default 1,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  primary key (brand_id, experiment_id),
  unique (brand_id, kind, id)
);
select kernel.brand_table('experiments.experiments');

-- Who is in which arm: written before anything is decided about them, and never changed but by a merge.
create table experiments.assignments (
  brand_id      uuid        not null,
  experiment_id uuid        not null,
  customer_id   uuid        not null,
  -- The person as they are known now. One person's figures hang on the row in which both ids are equal; the others only
  -- lead to what was bought under earlier ids.
  person_id     uuid        not null,
  arm           text        not null,
  design        int         not null,
  assigned_at   timestamptz not null,
  primary key (brand_id, experiment_id, customer_id)
);
create index on experiments.assignments (brand_id, person_id);
create index on experiments.assignments (brand_id, experiment_id, assigned_at);
select kernel.brand_table('experiments.assignments');

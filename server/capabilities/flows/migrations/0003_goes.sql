-- One row for each go of a run, with all the steps taken in it, instead of one for each step: a go is one to three steps as a
-- rule, and a row and its place in the index cost more than what stands in it. Read as steps by the view below.
create table flows.run_goes (
  brand_id   uuid        not null,
  run_id     uuid        not null,
  -- Of its first step; those after it count on.
  visit      int         not null,
  -- At its first step; at each other one when the one before was left.
  arrived_at timestamptz not null,
  -- In order: [step, outcome, way, next, left (milliseconds since 1970), seen]. Text that is read as JSON only when somebody asks.
  steps      json        not null,
  primary key (brand_id, run_id, visit)
);
alter table flows.run_steps no force row level security;
insert into flows.run_goes (brand_id, run_id, visit, arrived_at, steps)
select brand_id, run_id, visit, arrived_at,
  json_build_array(json_build_array(step, outcome, way, next, floor(extract(epoch from left_at) * 1000)::bigint, seen))
from flows.run_steps;
drop table flows.run_steps;
select kernel.brand_table('flows.run_goes');

create view flows.run_steps with (security_invoker = true) as
select g.brand_id, g.run_id, g.visit + (s.nth - 1)::int as visit, s.one->>0 as step,
  case when s.nth = 1 then g.arrived_at else to_timestamp((g.steps->(s.nth::int - 2)->>4)::bigint / 1000.0) end as arrived_at,
  to_timestamp((s.one->>4)::bigint / 1000.0) as left_at, s.one->>1 as outcome, s.one->>2 as way, s.one->>3 as next,
  nullif((s.one->5)::jsonb, 'null'::jsonb) as seen
from flows.run_goes g cross join lateral json_array_elements(g.steps) with ordinality as s(one, nth);
grant select on flows.run_steps to maido_app;

-- A run is found by its flow and its own id, always: one index for both instead of two.
alter table flows.runs drop constraint runs_pkey;
drop index flows.runs_flow;
alter table flows.runs add primary key (brand_id, flow_id, run_id);

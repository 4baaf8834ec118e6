-- What an experiment said, week by week: sums only. The newest row is what lists show.
create table experiments.results (
  brand_id      uuid        not null,
  experiment_id uuid        not null,
  metric        text        not null,
  -- The Monday of the week in which it was measured last.
  week          date        not null,
  body          jsonb       not null,
  measured_at   timestamptz not null,
  primary key (brand_id, experiment_id, metric, week)
);
select kernel.brand_table('experiments.results');

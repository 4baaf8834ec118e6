create schema accounting;
grant usage on schema accounting to maido_app;

-- A month that was closed, with its report byte by byte: whoever looks later reads the very same (L30).
create table accounting.closes (
  brand_id  uuid        not null,
  month     text        not null check (month ~ '^\d{4}-\d{2}$'),
  report    text        not null,
  -- SHA-256 of the report, in hexadecimal.
  hash      text        not null,
  closed_by text        not null,
  closed_at timestamptz not null,
  primary key (brand_id, month)
);
select kernel.brand_table('accounting.closes');
revoke update, delete on accounting.closes from maido_app;

-- What the programme is to achieve, and against whom it is measured.
create table accounting.goals (
  brand_id        uuid        not null,
  goal_id         uuid        not null,
  metric          text        not null check (metric in ('frequency', 'order-value', 'cltv')),
  -- Orders per member, or minor units, within so many months.
  target          bigint      not null check (target > 0),
  months          int         not null check (months between 1 and 60),
  experiment_kind text        not null,
  experiment_id   text        not null,
  created_at      timestamptz not null,
  ended_at        timestamptz,
  primary key (brand_id, goal_id)
);
select kernel.brand_table('accounting.goals');

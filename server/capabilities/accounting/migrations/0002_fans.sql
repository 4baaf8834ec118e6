-- Who comes for the reward and who for the brand (H31), as of the last night.
create table accounting.fans (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  kind        text        not null check (kind in ('fan', 'both', 'reward-only', 'quiet')),
  acts        int         not null,
  rewarded    int         not null,
  orders      int         not null,
  with_reward int         not null,
  measured_at timestamptz not null,
  primary key (brand_id, customer_id)
);
create index fans_by_kind on accounting.fans (brand_id, kind, customer_id);
select kernel.brand_table('accounting.fans');

-- People to whom no letter goes until they give a sign or say yes anew: they reacted to nothing, or need us no longer.
create table deliverability.rests (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  since       timestamptz not null,
  why         text        not null check (why in ('no-reaction', 'no-longer-needed')),
  primary key (brand_id, customer_id)
);
select kernel.brand_table('deliverability.rests');

-- Who was erased a moment ago: nothing that was reckoned before writes them back. Gone again once all of them is.
create table segments.forgotten (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  at          timestamptz not null,
  primary key (brand_id, customer_id)
);
select kernel.brand_table('segments.forgotten');

-- The numbers that a ring had, by revision, and by which of them each order of its people was first judged: that one holds
-- for its refunds, too, so that changing the rules never moves a balance.
create table rehearsal.ring_numbers (
  brand_id   uuid        not null,
  ring_id    uuid        not null,
  revision   int         not null,
  numbers    jsonb       not null,
  changed_at timestamptz not null,
  primary key (brand_id, ring_id, revision)
);
select kernel.brand_table('rehearsal.ring_numbers');

create table rehearsal.ring_orders (
  brand_id uuid not null,
  ring_id  uuid not null,
  order_id uuid not null,
  revision int  not null,
  points   int  not null,
  primary key (brand_id, ring_id, order_id)
);
select kernel.brand_table('rehearsal.ring_orders');

create schema shipments;
grant usage on schema shipments to maido_app;

-- One row per parcel. Without `order_id` it is parked: its order has not come in yet (F50).
create table shipments.shipments (
  brand_id          uuid        not null,
  shipment_id       uuid        not null,
  source            text        not null,
  external_id       text        not null,
  order_source      text        not null,
  order_external_id text        not null,
  order_id          uuid,
  customer_id       uuid,
  carrier           text check (carrier in ('yamato', 'sagawa', 'japan_post', 'seino')),
  -- Digits and capitals only; as the shop wrote it when it has no form of a known carrier.
  tracking_number   text,
  origin_kind       text        not null check (origin_kind in ('dc', 'fc', 'store')),
  origin_name       text        not null,
  lines             jsonb       not null,
  shipped_at        timestamptz not null,
  -- The shop's own time of this snapshot, and its hash, which decides between equal times.
  updated_at        timestamptz not null,
  snapshot_hash     text        not null,
  is_cancelled      boolean     not null default false,
  -- What all reports so far amount to; made anew from them whenever one comes in.
  state             text        not null,
  state_at          timestamptz not null,
  delivered_at      timestamptz,
  delivered_by      text,
  promised_first    date,
  promised_last     date,
  expected_first    date,
  expected_last     date,
  standing          text        not null,
  delay_reason      text        not null,
  -- What was told already, so that it is told once: "shipped", "delivered", "delayed:2026-11-24".
  told              text[]      not null default '{}',
  created_at        timestamptz not null,
  primary key (brand_id, shipment_id),
  unique (brand_id, source, external_id)
);
create index shipments_of_order on shipments.shipments (brand_id, order_id);
create index shipments_by_name on shipments.shipments (brand_id, order_source, order_external_id);
create index shipments_by_number on shipments.shipments (brand_id, tracking_number) where tracking_number is not null;
create index shipments_on_the_road on shipments.shipments (brand_id, state_at) where delivered_at is null and not is_cancelled;
select kernel.brand_table('shipments.shipments');

-- What carriers and shops reported, each once, in their own words too. Kept by number: a report may precede its parcel.
create table shipments.reports (
  brand_id             uuid        not null,
  report_id            uuid        not null,
  source               text        not null,
  external_id          text        not null,
  carrier              text,
  tracking_number      text,
  -- For reports of a shop that name its fulfilment instead of a number.
  shipment_source      text,
  shipment_external_id text,
  state                text        not null,
  note                 text,
  method               text,
  is_known             boolean     not null,
  raw_text             text        not null,
  occurred_at          timestamptz not null,
  place                text,
  received_at          timestamptz not null,
  primary key (brand_id, report_id),
  unique (brand_id, source, external_id)
);
create index reports_by_number on shipments.reports (brand_id, tracking_number) where tracking_number is not null;
create index reports_by_shipment on shipments.reports (brand_id, shipment_source, shipment_external_id) where shipment_external_id is not null;
create index reports_unread on shipments.reports (brand_id, received_at desc) where not is_known;
select kernel.brand_table('shipments.reports');

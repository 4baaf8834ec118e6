-- Each offer as it stands in a connected shop: codes are typed there, so they must be known there.
create table offers.shop_discounts (
  brand_id      uuid        not null,
  offer_id      uuid        not null,
  connection_id uuid        not null,
  -- The shop's own id; null before it was made there.
  external_id   text,
  -- Of the offer, as it was told last.
  revision      int,
  state         text        not null check (state in ('waiting', 'there', 'refused')),
  reason        text,
  -- Codes that the shop is taking in at this moment, by the shop's own name for it.
  job           text,
  changed_at    timestamptz not null,
  primary key (brand_id, offer_id, connection_id)
);
select kernel.brand_table('offers.shop_discounts');

create table offers.shop_codes (
  brand_id      uuid        not null,
  connection_id uuid        not null,
  code_id       uuid        not null,
  offer_id      uuid        not null,
  -- As it stands in the shop, until it is gone from there: an erased person's code is taken out, too.
  shown         text,
  state         text        not null check (state in ('asked', 'there', 'refused', 'gone')),
  reason        text,
  primary key (brand_id, connection_id, code_id)
);
create index shop_codes_of_offer on offers.shop_codes (brand_id, offer_id, connection_id, state);
select kernel.brand_table('offers.shop_codes');

-- For the console's lists: newest first, and the few that are late among the many that are not.
create index shipments_newest on shipments.shipments (brand_id, shipped_at desc, shipment_id desc);
create index shipments_at_fault on shipments.shipments (brand_id, standing, shipped_at desc, shipment_id desc)
  where delivered_at is null and not is_cancelled and standing <> 'on_time';
create index shipments_parked on shipments.shipments (brand_id, created_at) where order_id is null and not is_cancelled;
create index shipments_of_customer on shipments.shipments (brand_id, customer_id, shipped_at desc) where customer_id is not null;

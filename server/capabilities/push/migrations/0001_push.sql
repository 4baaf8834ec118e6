create schema push;
grant usage on schema push to maido_app;

-- One browser whose owner asked for notices.
create table push.subscriptions (
  brand_id        uuid        not null,
  subscription_id uuid        not null,
  customer_id     uuid        not null,
  endpoint        text        not null,
  -- SHA-256 of the endpoint: it finds the browser again, also before it is known whose it is.
  endpoint_hash   text        not null,
  p256dh          text        not null,
  auth            text        not null,
  made_at         timestamptz not null,
  primary key (brand_id, subscription_id)
);
create unique index on push.subscriptions (brand_id, endpoint_hash);
create index on push.subscriptions (endpoint_hash);
create index on push.subscriptions (brand_id, customer_id);
select kernel.door_table('push.subscriptions');

-- What a test brand would have shown.
create table push.caught (
  brand_id    uuid        not null,
  caught_id   uuid        not null,
  customer_id uuid        not null,
  notice      jsonb       not null,
  caught_at   timestamptz not null,
  primary key (brand_id, caught_id)
);
select kernel.brand_table('push.caught');

create table if not exists events (
  brand_id    UUID,
  customer_id UUID,
  name        LowCardinality(String),
  occurred_at DateTime64(3, 'UTC') codec(Delta(8), ZSTD(1)),
  day         Date,
  seq         UInt64 codec(Delta(8), ZSTD(1)),
  value       Int64 codec(T64, ZSTD(1)),
  currency    LowCardinality(String),
  order_id    String codec(ZSTD(1)),
  product_id  String codec(ZSTD(1)),
  message_id  String codec(ZSTD(1)),
  channel     LowCardinality(String),
  source      LowCardinality(String),
  store_id    LowCardinality(String),
  properties  String codec(ZSTD(3)),
  received_at DateTime('UTC') codec(Delta(4), ZSTD(1)),
  projection by_name (select brand_id, name, customer_id, occurred_at, value order by brand_id, name, customer_id, occurred_at)
) engine = ${MergeTree} order by (brand_id, customer_id, name, occurred_at)
settings non_replicated_deduplication_window = 10000, lightweight_mutation_projection_mode = 'rebuild'
;
create table if not exists customer_day (
  brand_id    UUID,
  customer_id UUID,
  name        LowCardinality(String),
  day         Date,
  cnt         SimpleAggregateFunction(sum, UInt64),
  sumv        SimpleAggregateFunction(sum, Int64),
  first       SimpleAggregateFunction(min, DateTime('UTC')),
  last        SimpleAggregateFunction(max, DateTime('UTC'))
) engine = ${AggregatingMergeTree} order by (brand_id, customer_id, name, day)
settings index_granularity = 2048, non_replicated_deduplication_window = 10000
;
create materialized view if not exists customer_day_mv to customer_day as
select brand_id, customer_id, name, day, count() as cnt, sum(value) as sumv,
  min(toDateTime(occurred_at, 'UTC')) as first, max(toDateTime(occurred_at, 'UTC')) as last
from events group by brand_id, customer_id, name, day
;
create table if not exists customer_owner (
  brand_id    UUID,
  customer_id UUID,
  owner_id    UUID,
  version     UInt64
) engine = ${ReplacingMergeTree}(version) order by (brand_id, customer_id)
settings index_granularity = 1024
;
create table if not exists projections (
  brand_id   UUID,
  name       String,
  generation UInt32
) engine = ${MergeTree} order by (brand_id, name, generation)

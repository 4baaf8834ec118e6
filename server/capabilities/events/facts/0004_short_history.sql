-- A few people's history is read from many places: with shorter stretches between the marks of the index, and shorter
-- blocks, half of the work. What is there is copied; the next steps put it in its place, so that each can be repeated.
create table if not exists customer_history_short (
  brand_id    UUID,
  customer_id UUID,
  name        LowCardinality(String),
  first_day   SimpleAggregateFunction(min, Date),
  last_day    SimpleAggregateFunction(max, Date),
  first_at    SimpleAggregateFunction(min, DateTime('UTC')),
  last_at     SimpleAggregateFunction(max, DateTime('UTC')),
  days        SimpleAggregateFunction(groupArrayArray, Array(Date)),
  counts      SimpleAggregateFunction(groupArrayArray, Array(UInt32)),
  sums        SimpleAggregateFunction(groupArrayArray, Array(Int64)),
  lasts       SimpleAggregateFunction(groupArrayArray, Array(DateTime('UTC')))
) engine = ${AggregatingMergeTree} order by (brand_id, customer_id, name)
settings index_granularity = 128, min_compress_block_size = 2048, max_compress_block_size = 8192,
  non_replicated_deduplication_window = 10000
;
truncate table customer_history_short
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 0 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 1 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 2 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 3 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 4 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 5 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 6 settings max_execution_time = 0, max_threads = 1
;
insert into customer_history_short select * from customer_history where cityHash64(customer_id) % 8 = 7 settings max_execution_time = 0, max_threads = 1

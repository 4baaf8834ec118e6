-- A few hundred people are asked about many times a second, and each stands in another place: of 1,024 rows read and
-- unpacked for one of them nearly all were not hers. What was told already is copied; the next steps put it in its place,
-- each by itself, so that whichever is interrupted can be repeated.
create table if not exists segment_people_short (
  brand_id           UUID,
  customer_id        UUID,
  version            UInt64,
  counts             UInt8,
  language           LowCardinality(String),
  country            LowCardinality(String),
  prefecture         LowCardinality(String),
  city               LowCardinality(String),
  postal_code        String codec(ZSTD(1)),
  born_on            String codec(ZSTD(1)),
  birthday           LowCardinality(String),
  first_seen         LowCardinality(String),
  texts              Map(LowCardinality(String), String) codec(ZSTD(1)),
  numbers            Map(LowCardinality(String), Float64) codec(ZSTD(1)),
  lists              Map(LowCardinality(String), Array(String)) codec(ZSTD(1)),
  consents           Array(LowCardinality(String)),
  reach              Array(LowCardinality(String)),
  order_day          Array(Date),
  order_net          Array(Int64) codec(ZSTD(1)),
  order_channel      Array(LowCardinality(String)),
  order_store        Array(LowCardinality(String)),
  order_products     Array(Array(String)) codec(ZSTD(1)),
  order_product_nets Array(Array(Int64)) codec(ZSTD(1))
) engine = ${ReplacingMergeTree}(version) order by (brand_id, customer_id)
settings index_granularity = 128, min_compress_block_size = 2048, max_compress_block_size = 8192,
  non_replicated_deduplication_window = 1000
;
truncate table segment_people_short
;
insert into segment_people_short select * from segment_people settings max_execution_time = 0, max_threads = 1
;
create table if not exists segment_standing_short (
  brand_id    UUID,
  customer_id UUID,
  version     UInt64,
  words       Array(UInt64)
) engine = ${ReplacingMergeTree}(version) order by (brand_id, customer_id)
settings index_granularity = 128, min_compress_block_size = 2048, max_compress_block_size = 8192,
  non_replicated_deduplication_window = 1000
;
truncate table segment_standing_short
;
insert into segment_standing_short select * from segment_standing settings max_execution_time = 0, max_threads = 1

-- Questions about a few hundred people read a few rows in many places: with blocks of 64 KiB nearly all that was unpacked
-- for them was not theirs. Parts get the short blocks as they are written or merged.
alter table customer_day modify setting min_compress_block_size = 4096, max_compress_block_size = 16384

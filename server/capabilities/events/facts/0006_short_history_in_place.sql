rename table if exists customer_history_short to customer_history
;
create materialized view if not exists customer_history_mv to customer_history as
select brand_id, customer_id, name, min(day) as first_day, max(day) as last_day, min(first) as first_at, max(last) as last_at,
  groupArray(day) as days, groupArray(toUInt32(cnt)) as counts, groupArray(sumv) as sums, groupArray(last) as lasts
from customer_day group by brand_id, customer_id, name

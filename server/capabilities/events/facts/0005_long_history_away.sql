drop view if exists customer_history_mv
;
drop table if exists customer_history

-- Whoever is touched at one moment is noted in one row, a hundred at most: what was three statements over a row for each
-- event is a hundredth of that. A hundred ids stay within the row itself.
alter table segments.touched alter column customer_id type uuid[] using array[customer_id];
alter table segments.touched rename column customer_id to customer_ids;
alter table segments.touched alter column customer_ids set storage plain;

-- A member's sums change with each posting: with room left on the page the new row stays beside the old one, and no index
-- is touched.
alter table points.members set (fillfactor = 70);

-- What these tables are going to be like, said before there is anything to count: how often a value comes again (less than
-- nothing: the share of the rows that have one of their own). Without it a young table is believed to hold a single row for
-- any brand and book, whichever index is asked, and what was planned then is kept. The first count takes the place of this.
select pg_restore_attribute_stats('schemaname', 'points', 'relname', t.name, 'attname', c.name, 'inherited', false,
  'null_frac', 0::real, 'avg_width', c.width, 'n_distinct', c.distinct_values)
from (values ('journal'), ('lots'), ('members')) as t(name)
join (values ('journal', 'brand_id', 16, 1::real), ('journal', 'book', 5, 1), ('journal', 'customer_id', 16, -0.1),
    ('journal', 'cause_type', 6, 10), ('journal', 'cause_id', 36, -0.7), ('journal', 'rule', 8, 20),
    ('journal', 'cause_seq', 8, 20), ('journal', 'kind', 8, 10), ('journal', 'line', 4, 3), ('journal', 'lot_id', 16, -0.4),
    ('journal', 'transaction_id', 16, -0.7), ('journal', 'seq', 8, -1), ('journal', 'xid', 8, -0.1),
    ('lots', 'brand_id', 16, 1), ('lots', 'book', 5, 1), ('lots', 'lot_id', 16, -1), ('lots', 'customer_id', 16, -0.2),
    ('members', 'brand_id', 16, 1), ('members', 'book', 5, 1), ('members', 'customer_id', 16, -1)
  ) as c(of, name, width, distinct_values) on c.of = t.name;

-- Which line of a file of opening balances stands where, while the file comes in pieces (a run): the same member, end and
-- kind on two lines of it is one too many, however far apart they are. Kept for a day.
create table accounting.opening_lines (
  brand_id uuid        not null,
  run      uuid        not null,
  key      text        not null,
  row      int         not null,
  at       timestamptz not null,
  primary key (brand_id, run, key)
);
create index opening_lines_by_time on accounting.opening_lines (brand_id, at);
select kernel.brand_table('accounting.opening_lines');

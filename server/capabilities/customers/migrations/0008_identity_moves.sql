-- Transactions in which an identity went from one person to another, or to nobody. Whose an identity is, a process may keep
-- in memory: until such a transaction shows that is younger than what it remembers. Kept for a day.
create table customers.identity_moves (
  brand_id uuid        not null,
  xid      xid8        not null default pg_current_xact_id(),
  at       timestamptz not null default clock_timestamp(),
  primary key (brand_id, xid)
);
select kernel.brand_table('customers.identity_moves');

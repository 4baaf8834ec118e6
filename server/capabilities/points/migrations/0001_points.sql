create schema points;
grant usage on schema points to maido_app;

-- What a member has in a book. Its row is what a writer holds, so that those who move one member's points come one after
-- the other (L06); the sums are those of the lots, kept so that thousands of balances are read at once.
create table points.members (
  brand_id    uuid        not null,
  book        text        not null,
  customer_id uuid        not null,
  pending     bigint      not null default 0 check (pending >= 0),
  available   bigint      not null default 0 check (available >= 0),
  held        bigint      not null default 0 check (held >= 0),
  debt        bigint      not null default 0 check (debt >= 0),
  earned      bigint      not null default 0,
  -- Holds lots that live on with each thing the member does.
  slides      boolean     not null default false,
  -- When something of theirs is to be confirmed, released or expired next.
  due_at      timestamptz,
  primary key (brand_id, book, customer_id)
);
create index members_due on points.members (brand_id, due_at) where due_at is not null;
select kernel.brand_table('points.members');

-- Points of one origin. What is in them now follows from the journal; the database refuses more than there ever was (I3).
create table points.lots (
  brand_id          uuid        not null,
  book              text        not null,
  lot_id            uuid        not null,
  customer_id       uuid        not null,
  origin            text        not null check (origin in ('purchase', 'action', 'goodwill', 'paid')),
  qty               bigint      not null check (qty > 0 and qty <= 1000000000000),
  pending           bigint      not null check (pending >= 0),
  available         bigint      not null check (available >= 0),
  held              bigint      not null default 0 check (held >= 0),
  clawed            bigint      not null default 0 check (clawed between 0 and qty),
  programme_version int,
  lines             jsonb,
  earned_at         timestamptz not null,
  confirms_at       timestamptz,
  confirmed_at      timestamptz,
  expires_at        timestamptz,
  expiry            jsonb,
  primary key (brand_id, lot_id),
  check (pending + available + held <= qty)
);
create index lots_open on points.lots (brand_id, book, customer_id) where pending + available + held > 0;
create index lots_expiring on points.lots (brand_id, book, expires_at, lot_id) where available + held > 0;
select kernel.brand_table('points.lots');

-- Every step of every transaction: points that go from one account to another, so that each row sums to zero (I1). Rows
-- are only ever added; what was wrong is put right by another transaction.
create table points.journal (
  brand_id          uuid        not null,
  book              text        not null,
  seq               bigint      generated always as identity,
  xid               xid8        not null default pg_current_xact_id(),
  transaction_id    uuid        not null,
  line              int         not null,
  kind              text        not null,
  customer_id       uuid        not null,
  lot_id            uuid,
  origin            text,
  from_account      text        not null,
  to_account        text        not null check (to_account <> from_account),
  points            bigint      not null check (points > 0 and points <= 1000000000000),
  effective_at      timestamptz not null,
  recorded_at       timestamptz not null,
  -- When it happened, where the books of that time were closed already (L05).
  late_from         timestamptz,
  cause_type        text        not null,
  cause_id          text        not null,
  rule              text        not null,
  cause_seq         bigint      not null,
  order_id          uuid,
  programme_version int,
  reason            jsonb       not null
);
-- A cause moves points once (L03).
create unique index journal_once on points.journal (brand_id, book, cause_type, cause_id, rule, cause_seq, kind, line);
create index journal_of_transaction on points.journal (brand_id, transaction_id) where kind in ('returned', 'merged');
create index journal_of_member on points.journal (brand_id, book, customer_id, seq);
create index journal_in_order on points.journal (brand_id, book, xid, seq);
select kernel.brand_table('points.journal');
revoke update, delete, truncate on points.journal from maido_app;

-- Blocks of the journal in the order in which it was committed, each with the hash of all before it: nothing of it can be
-- changed, moved or left out unseen (I10). `digests` holds eight bytes for each row, to name the one that does not fit.
create table points.seals (
  brand_id      uuid        not null,
  book          text        not null,
  no            bigint      not null check (no > 0),
  upto_xid      xid8        not null,
  upto_seq      bigint      not null,
  entries       int         not null check (entries > 0),
  digests       bytea       not null,
  previous_hash bytea       not null check (length(previous_hash) = 32),
  hash          bytea       not null check (length(hash) = 32),
  sealed_at     timestamptz not null,
  primary key (brand_id, book, no)
);
select kernel.brand_table('points.seals');
revoke update, delete, truncate on points.seals from maido_app;

create function points.entries_stay() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and coalesce(current_setting('app.deleting_brand', true), '') <> '' then return null; end if;
  if tg_op = 'DELETE' and coalesce(current_setting('app.dropping_book', true), '') like 'ring:%' then return null; end if;
  raise exception 'the ledger of points is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger entries_stay before update or delete or truncate on points.journal
  for each statement execute function points.entries_stay();
create trigger seals_stay before update or delete or truncate on points.seals
  for each statement execute function points.entries_stay();

-- Points that are kept for somebody who is about to spend them, until they are captured, released or the time is over.
create table points.holds (
  brand_id    uuid        not null,
  book        text        not null,
  hold_id     uuid        not null,
  customer_id uuid        not null,
  points      bigint      not null check (points > 0),
  parts       jsonb       not null,
  state       text        not null check (state in ('open', 'captured', 'released', 'expired')),
  captured    bigint      not null default 0 check (captured between 0 and points),
  purpose     text        not null,
  reason      jsonb       not null,
  cause_type  text        not null,
  cause_id    text        not null,
  rule        text        not null,
  cause_seq   bigint      not null,
  order_id    uuid,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (brand_id, hold_id),
  unique (brand_id, book, cause_type, cause_id, rule, cause_seq)
);
create index holds_open on points.holds (brand_id, book, customer_id) where state = 'open';
select kernel.brand_table('points.holds');

-- What was wanted back and was not there (L16): made good in cash, forgiven and reported, or for a person to decide.
create table points.shortages (
  brand_id    uuid        not null,
  book        text        not null,
  shortage_id uuid        not null,
  customer_id uuid        not null,
  points      bigint      not null check (points > 0),
  policy      text        not null check (policy in ('floor_zero', 'deduct_cash', 'manual_review')),
  cause_type  text        not null,
  cause_id    text        not null,
  rule        text        not null,
  cause_seq   bigint      not null,
  noted_at    timestamptz not null,
  primary key (brand_id, shortage_id),
  unique (brand_id, book, cause_type, cause_id, rule, cause_seq)
);
create index shortages_by_time on points.shortages (brand_id, noted_at desc);
select kernel.brand_table('points.shortages');

-- Which spending a return gave back.
create table points.returns (
  brand_id       uuid not null,
  book           text not null,
  transaction_id uuid not null,
  spend_type     text not null,
  spend_id       text not null,
  primary key (brand_id, book, spend_type, spend_id, transaction_id)
);
select kernel.brand_table('points.returns');

-- Points given or taken by hand: who asked and why, and who agreed (L21). The words are no part of the journal, since a
-- person who is erased takes them along.
create table points.adjustments (
  brand_id      uuid        not null,
  adjustment_id uuid        not null,
  key           text        not null,
  book          text        not null,
  customer_id   uuid        not null,
  points        bigint      not null check (points <> 0),
  reason        text,
  state         text        not null check (state in ('waiting', 'posted', 'refused')),
  asked_by      text        not null,
  asked_at      timestamptz not null,
  decided_by    text,
  decided_at    timestamptz,
  reverses_id   uuid,
  primary key (brand_id, adjustment_id),
  unique (brand_id, key)
);
create index adjustments_waiting on points.adjustments (brand_id, asked_at) where state = 'waiting';
create index adjustments_of_member on points.adjustments (brand_id, customer_id);
select kernel.brand_table('points.adjustments');

-- How a book stands: until when it is closed (L05), and whether it still takes anything.
create table points.books (
  brand_id     uuid        not null,
  book         text        not null,
  closed_until timestamptz,
  ended_at     timestamptz,
  primary key (brand_id, book)
);
select kernel.brand_table('points.books');

-- Which lots were told of at which distance from their end.
create table points.notices (
  brand_id uuid        not null,
  lot_id   uuid        not null,
  in_days  int         not null,
  ends_at  timestamptz not null,
  told_at  timestamptz not null,
  primary key (brand_id, lot_id, in_days, ends_at)
);
select kernel.brand_table('points.notices');

-- A ring's book is wiped without a trace; the live one never.
create function points.drop_book(target uuid, name text) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if name not like 'ring:%' or target is distinct from nullif(current_setting('app.brand', true), '')::uuid then
    raise exception 'only the book of a ring can be dropped' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.dropping_book', name, true);
  delete from points.journal where brand_id = target and book = name;
  delete from points.seals where brand_id = target and book = name;
  perform set_config('app.dropping_book', '', true);
  delete from points.notices n using points.lots l
    where l.brand_id = target and l.book = name and n.brand_id = target and n.lot_id = l.lot_id;
  delete from points.lots where brand_id = target and book = name;
  delete from points.holds where brand_id = target and book = name;
  delete from points.shortages where brand_id = target and book = name;
  delete from points.returns where brand_id = target and book = name;
  delete from points.adjustments where brand_id = target and book = name;
  delete from points.members where brand_id = target and book = name;
  delete from points.books where brand_id = target and book = name;
end $$;
revoke all on function points.drop_book(uuid, text) from public;
grant execute on function points.drop_book(uuid, text) to maido_app;

-- A key is compared from its first column on, and what stands behind a text is only found by walking over it. So what tells
-- rows apart stands in front and the book, which is nearly always the same, behind: an earning costs Postgres a seventh less.
drop index points.journal_once;
create unique index journal_once on points.journal (brand_id, cause_id, cause_type, rule, kind, book, cause_seq, line);
drop index points.journal_of_member;
create index journal_of_member on points.journal (brand_id, customer_id, seq);
drop index points.lots_open;
create index lots_open on points.lots (brand_id, customer_id) where pending + available + held > 0;
alter table points.members drop constraint members_pkey, add primary key (brand_id, customer_id, book);

-- What became of points that were wanted back and were not there. `of_*`: what had earned them. A later return of the same
-- wants all that is missing by then: what was noted before it is superseded.
alter table points.shortages
  add column of_type    text,
  add column of_id      text,
  add column state      text not null default 'open' check (state in ('open', 'owed', 'forgiven', 'paid', 'superseded')),
  add column decided_by text,
  add column decided_at timestamptz;
update points.shortages set of_type = cause_type, of_id = cause_id;
update points.shortages set state = 'forgiven', decided_at = noted_at where policy = 'floor_zero';
create index shortages_open on points.shortages (brand_id, book, of_type, of_id) where state = 'open';

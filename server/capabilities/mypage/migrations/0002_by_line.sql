-- The six digits go by LINE where she asked for that and has one; then they show the LINE to be hers, not the address.
alter table mypage.codes add column by_line boolean not null default false;
alter table mypage.codes add column sent_by text check (sent_by in ('email', 'line'));

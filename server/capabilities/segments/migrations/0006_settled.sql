-- What the last pass took documents to mean: the next one looks only at those whom time may have moved since. Everybody is
-- looked at when that can't be told, once a night, and where something was written here that ClickHouse was not told.
alter table segments.standings add column settled jsonb;
alter table segments.standings add column wants_everybody boolean not null default true;
alter table segments.standings add column copied_version bigint not null default 0;
alter table segments.builds add column asked int not null default 0;
update segments.builds set asked = people;

create schema segments;
grant usage on schema segments to maido_app;

-- A segment by its name and purpose. Who belongs to it is told by a version.
create table segments.segments (
  brand_id       uuid        not null,
  segment_id     uuid        not null,
  -- Its place among the bits of what people belong to in ClickHouse; never given twice.
  number         int         not null check (number >= 0),
  -- Of one that comes ready made: "win-back".
  key            text,
  name_ja        text        not null,
  name_en        text        not null,
  intent         text        not null check (length(intent) >= 4),
  live_version   int,
  -- The version that memberships are by; another one waits for the next full pass.
  built_version  int,
  archived_at    timestamptz,
  -- At most so many messages in so many days (D35).
  send_frequency jsonb,
  -- Thresholds that somebody has set; all others follow the brand's own data.
  thresholds     jsonb       not null default '{}',
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  used_at        timestamptz,
  primary key (brand_id, segment_id),
  unique (brand_id, number)
);
create unique index segments_ready_made on segments.segments (brand_id, key) where key is not null;
select kernel.brand_table('segments.segments');

-- What a segment means. The one without `published_at` is its draft; a published one is never changed again.
create table segments.versions (
  brand_id     uuid        not null,
  segment_id   uuid        not null,
  version      int         not null check (version > 0),
  document     jsonb       not null,
  note         text        not null default '',
  published_at timestamptz,
  published_by text,
  primary key (brand_id, segment_id, version)
);
create unique index versions_one_draft on segments.versions (brand_id, segment_id) where published_at is null;
select kernel.brand_table('segments.versions');
create function segments.keep_published() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then raise exception 'a published version of a segment is never changed'; end if;
  return new;
end $$;
create trigger keep_published before update on segments.versions for each row execute function segments.keep_published();

-- Who belongs, and who did. A row that was left stays, so that entering again is told from entering first.
create table segments.members (
  brand_id    uuid        not null,
  segment_id  uuid        not null,
  customer_id uuid        not null,
  entered_at  timestamptz not null,
  left_at     timestamptz,
  -- facts, time, definition or merge: what the last move came from.
  cause       text        not null,
  version     int         not null,
  primary key (brand_id, segment_id, customer_id)
);
create index members_newest on segments.members (brand_id, segment_id, entered_at desc, customer_id) where left_at is null;
create index members_of_customer on segments.members (brand_id, customer_id);
select kernel.brand_table('segments.members');

-- Every entering and leaving, dated (D32, D33). Not written for the first filling of a new version, which is no news of anybody.
create table segments.moves (
  brand_id    uuid        not null,
  segment_id  uuid        not null,
  customer_id uuid        not null,
  at          timestamptz not null,
  move        text        not null check (move in ('entered', 'left')),
  cause       text        not null,
  version     int         not null,
  -- What turned it, in words with her own values.
  reason      jsonb,
  primary key (brand_id, segment_id, at, customer_id, move)
);
create index moves_of_customer on segments.moves (brand_id, customer_id, at);
select kernel.brand_table('segments.moves');

-- Whom to look at again. Only ever added to, so that nobody waits for anybody; the same person may be in it many times.
create table segments.touched (
  brand_id    uuid        not null,
  seq         bigint      generated always as identity,
  customer_id uuid        not null,
  -- Whether her profile, consents or orders may have changed; false when only new events came.
  person      boolean     not null,
  at          timestamptz not null,
  primary key (brand_id, seq)
);
select kernel.door_table('segments.touched');

-- Where a brand's segments stand, and who is at work on them.
create table segments.standings (
  brand_id     uuid        not null primary key,
  -- Numbers what is written to ClickHouse: the higher one counts.
  version      bigint      not null default 0,
  -- The making of the events' projection that was complete when we last looked: another one may still be under way.
  generation   int         not null default 0,
  -- The instant of a full pass that was begun; it is taken up again after a crash, at the same instant.
  pass_at      timestamptz,
  -- A full pass is wanted for this instant.
  wanted_at    timestamptz,
  -- What memberships are true of.
  built_at     timestamptz,
  -- Averages of the brand's buyers as of then, which comparisons are made with.
  averages     jsonb       not null default '{}',
  leased_by    text,
  leased_until timestamptz
);
select kernel.door_table('segments.standings');

create table segments.builds (
  brand_id    uuid        not null,
  at          timestamptz not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  duration_ms int,
  people      int         not null default 0,
  segments    int         not null default 0,
  entered     int         not null default 0,
  left_count  int         not null default 0,
  rows_read   bigint      not null default 0,
  primary key (brand_id, at)
);
select kernel.brand_table('segments.builds');

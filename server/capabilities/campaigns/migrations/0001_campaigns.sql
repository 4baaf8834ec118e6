create schema campaigns;
grant usage on schema campaigns to maido_app;

-- One message to many. What people decide about it is kept here; how far it has come follows from its letters.
create table campaigns.campaigns (
  brand_id     uuid        not null,
  campaign_id  uuid        not null,
  name         text        not null,
  plan         jsonb       not null,
  -- Counts its changes: who edits an older one is told.
  revision     int         not null check (revision > 0),
  author       text        not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  -- What the last check saw, and of which revision.
  checked      jsonb,
  asked_at     timestamptz,
  asked_by     text,
  approved_at  timestamptz,
  approved_by  text,
  launched_at  timestamptz,
  launched_by  text,
  paused_at    timestamptz,
  pause_reason text,
  stopped_at   timestamptz,
  -- In the bin, for thirty days.
  binned_at    timestamptz,
  primary key (brand_id, campaign_id)
);
select kernel.brand_table('campaigns.campaigns');

-- Each sending of it; a series has several.
create table campaigns.occurrences (
  brand_id         uuid        not null,
  campaign_id      uuid        not null,
  occurrence       int         not null check (occurrence > 0),
  due_at           timestamptz not null,
  run              int         not null default 1,
  -- Who belonged at this instant is its audience.
  frozen_at        timestamptz,
  -- Everybody up to this id is dealt with. Moves on in the transaction that plans their letters (F04).
  after_id         uuid,
  planned_at       timestamptz,
  left_out         text check (left_out in ('missed', 'stopped')),
  moved_at         timestamptz,
  -- How many letters were still open when somebody last looked: what moves is seen by it (R3).
  open_letters     int,
  stalled_since    timestamptz,
  seen_finished_at timestamptz,
  primary key (brand_id, campaign_id, occurrence)
);
select kernel.brand_table('campaigns.occurrences');
create index occurrences_by_due on campaigns.occurrences (brand_id, due_at);
-- Those that somebody has to look after.
create index occurrences_open on campaigns.occurrences (brand_id) where seen_finished_at is null and left_out is null;

-- Who belonged but gets no letter of it for a reason of the campaign's own: a series that has nothing new to say to her (I02).
create table campaigns.passed_over (
  brand_id    uuid not null,
  campaign_id uuid not null,
  occurrence  int  not null,
  customer_id uuid not null,
  reason      text not null,
  primary key (brand_id, campaign_id, occurrence, customer_id)
);
select kernel.brand_table('campaigns.passed_over');
create index passed_over_of_customer on campaigns.passed_over (brand_id, customer_id);

-- Which words of a series somebody has had: none of them comes twice (I02).
create table campaigns.heard (
  brand_id    uuid not null,
  campaign_id uuid not null,
  customer_id uuid not null,
  variant     text not null,
  occurrence  int  not null,
  primary key (brand_id, campaign_id, customer_id, variant)
);
select kernel.brand_table('campaigns.heard');
create index heard_of_customer on campaigns.heard (brand_id, customer_id);

-- What a variant says where that differs from its template. Never changed: what was launched stays what it was.
create table campaigns.letters (
  brand_id    uuid        not null,
  letter_id   uuid        not null,
  campaign_id uuid        not null,
  variant     text        not null,
  document    jsonb       not null,
  made_at     timestamptz not null,
  primary key (brand_id, letter_id)
);
select kernel.brand_table('campaigns.letters');
create index letters_of_campaign on campaigns.letters (brand_id, campaign_id);

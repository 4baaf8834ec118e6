create schema engagement;
grant usage on schema engagement to maido_app;

-- One row per request for a link or a picture of a message. No address of the network is kept, only what tells a machine.
create table engagement.hits (
  brand_id   uuid        not null,
  hit_id     uuid        not null,
  message_id uuid        not null,
  what       text        not null check (what in ('open', 'click', 'trap')),
  -- The how-manieth link of the message, and where it leads; null for a picture.
  link       int,
  url        text,
  at         timestamptz not null,
  method     text        not null,
  agent      text        not null,
  -- Whose network it came from, where that tells something: apple, google, microsoft ...
  network    text,
  -- prefetch, no-language, not-a-navigation
  signs      text[]      not null,
  -- Keyed hash of address, agent and day: which requests came from the same visitor.
  visitor    text        not null,
  verdict    text        check (verdict in ('human', 'machine', 'unknown')),
  reason     text,
  judged_at  timestamptz,
  primary key (brand_id, hit_id)
);
create index hits_of_message on engagement.hits (brand_id, message_id, at);
create index hits_by_time on engagement.hits (brand_id, at);
select kernel.brand_table('engagement.hits');

-- What became of one message after it had been accepted: one row for each that anything is known of.
create table engagement.readings (
  brand_id        uuid        not null,
  message_id      uuid        not null,
  customer_id     uuid,
  kind            text        not null,
  channel         text        not null,
  purpose         text        not null,
  origin_kind     text,
  origin_id       uuid,
  origin_step     text,
  template_id     uuid,
  segment_id      uuid,
  accepted_at     timestamptz,
  opened_human    timestamptz,
  opened_unknown  timestamptz,
  opened_machine  timestamptz,
  clicked_human   timestamptz,
  clicked_unknown timestamptz,
  clicked_machine timestamptz,
  bounced         text        check (bounced in ('hard', 'soft')),
  bounced_at      timestamptz,
  complained_at   timestamptz,
  left_at         timestamptz,
  left_by         text,
  primary key (brand_id, message_id)
);
create index readings_by_time on engagement.readings (brand_id, accepted_at);
create index readings_by_origin on engagement.readings (brand_id, origin_id, origin_step) where origin_id is not null;
create index readings_of_customer on engagement.readings (brand_id, customer_id) where customer_id is not null;
select kernel.brand_table('engagement.readings');

-- The same words for many as one narrowcast: its audience is exactly those whose letters were allowed.
create table line.narrowcasts (
  brand_id       uuid        not null,
  -- The retry key, too.
  narrowcast_id  uuid        not null,
  account_id     uuid        not null,
  -- Of the messages: letters that say the same find each other by it.
  words          text        not null,
  messages       jsonb       not null,
  state          text        not null
    check (state in ('gathering', 'closed', 'uploaded', 'sending', 'multicast', 'sent', 'failed', 'unknown')),
  -- Why it went as a multicast, or did not go.
  reason         text,
  -- LINE's own names.
  audience_id    bigint,
  request_id     text,
  -- It may have been taken over: from here on only the same is asked again.
  posted_at      timestamptz,
  -- What LINE says of it as a whole; it says nothing of each reader.
  target_count   bigint,
  success_count  bigint,
  failure_count  bigint,
  began_at       timestamptz not null,
  joined_at      timestamptz not null,
  ended_at       timestamptz,
  primary key (brand_id, narrowcast_id)
);
select kernel.brand_table('line.narrowcasts');
create unique index on line.narrowcasts (brand_id, account_id, words) where state = 'gathering';

create table line.narrowcast_people (
  brand_id       uuid not null,
  -- Of the letter.
  retry_key      uuid not null,
  narrowcast_id  uuid not null,
  message_id     uuid not null,
  user_id        text not null,
  -- Null while LINE has told nothing of her in particular: after a narrowcast it never does.
  ended          text,
  primary key (brand_id, retry_key)
);
select kernel.brand_table('line.narrowcast_people');
create index on line.narrowcast_people (brand_id, narrowcast_id);
create index on line.narrowcast_people (brand_id, user_id);

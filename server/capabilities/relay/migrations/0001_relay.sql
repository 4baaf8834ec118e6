create schema relay;
grant usage on schema relay to maido_app;

-- Where the brand's team talks: an incoming webhook of Slack or Discord.
create table relay.chats (
  brand_id    uuid        not null,
  chat_id     uuid        not null,
  kind        text        not null check (kind in ('slack', 'discord')),
  name        text        not null,
  -- Sealed: whoever knows it can write there.
  url         text        not null,
  -- Why nothing is told there any more; null: it is told.
  off_because text,
  told_at     timestamptz,
  made_at     timestamptz not null,
  primary key (brand_id, chat_id)
);
select kernel.brand_table('relay.chats');

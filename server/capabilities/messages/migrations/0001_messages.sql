create schema messages;
grant usage on schema messages to maido_app;

-- One row per message that was planned, whatever becomes of it (G3). What it says in the end stands in messages.renderings.
create table messages.messages (
  brand_id         uuid        not null,
  message_id       uuid        not null,
  customer_id      uuid,
  -- Why it exists, in one name: planning the same key again plans nothing.
  key              text        not null,
  kind             text        not null,
  purpose          text        not null check (purpose in ('transactional', 'marketing')),
  language         text        not null check (language in ('ja', 'en')),
  to_name          text,
  to_address       text,
  -- How the address is found again whatever its spelling; null when it is no address.
  to_key           text,
  -- What templates are filled with. Forgotten together with the body.
  facts            jsonb,
  -- The Message-ID without brackets: the same at every attempt.
  mail_id          text        not null,
  state            text        not null check (state in
    ('planned', 'attempting', 'retrying', 'accepted', 'failed', 'unknown', 'expired', 'skipped')),
  reason           text,
  -- How often it was handed to the workers: 1, and one more for each resend.
  round            int         not null default 1,
  attempts         int         not null default 0,
  cause            text        not null,
  planned_at       timestamptz not null,
  expires_at       timestamptz,
  first_tried_at   timestamptz,
  accepted_at      timestamptz,
  ended_at         timestamptz,
  template_version int,
  template_hash    text,
  transport        text,
  primary key (brand_id, message_id),
  unique (brand_id, key)
);
create index messages_by_time on messages.messages (brand_id, planned_at desc, message_id desc);
create index messages_of_customer on messages.messages (brand_id, customer_id, planned_at desc, message_id desc);
create index messages_not_accepted on messages.messages (brand_id, state, planned_at desc, message_id desc)
  where state <> 'accepted';
-- How often an address refused its mails of late.
create index messages_refused on messages.messages (brand_id, to_key, ended_at) where state = 'failed';
select kernel.brand_table('messages.messages');

-- One row per attempt: how far it came and what the other side said.
create table messages.attempts (
  brand_id   uuid        not null,
  message_id uuid        not null,
  round      int         not null,
  attempt    int         not null,
  at         timestamptz not null,
  outcome    text        not null,
  reason     text,
  phase      text,
  code       int,
  response   text,
  transport  text,
  primary key (brand_id, message_id, round, attempt)
);
select kernel.brand_table('messages.attempts');

-- The mail as it left. The body is kept for a while; its hash stays (S71).
create table messages.renderings (
  brand_id     uuid        not null,
  message_id   uuid        not null,
  rendered_at  timestamptz not null,
  -- SHA-256 over subject, HTML and text.
  hash         text        not null,
  from_name    text,
  from_address text,
  reply_to     text,
  subject      text,
  preheader    text,
  -- JSON of html and text, compressed with zstd.
  body         bytea,
  primary key (brand_id, message_id)
);
create index renderings_with_body on messages.renderings (brand_id, rendered_at) where body is not null;
select kernel.brand_table('messages.renderings');

-- Mails that the built-in catcher received instead of the world.
create table messages.caught (
  brand_id      uuid        not null,
  caught_id     uuid        not null,
  received_at   timestamptz not null,
  mail_id       text        not null,
  envelope_from text        not null,
  envelope_to   text[]      not null,
  from_box      jsonb       not null,
  to_boxes      jsonb       not null,
  subject       text        not null,
  headers       jsonb       not null,
  attachments   jsonb       not null,
  -- JSON of html and text, and the exact bytes that came over the wire; both compressed with zstd.
  body          bytea       not null,
  raw           bytea       not null,
  primary key (brand_id, caught_id)
);
create index caught_by_time on messages.caught (brand_id, received_at desc, caught_id desc);
create index caught_by_mail on messages.caught (brand_id, mail_id);
select kernel.brand_table('messages.caught');

-- A way out that had to be closed until someone has looked: never held against a recipient (F41).
create table messages.senders (
  brand_id     uuid        not null,
  sender       text        not null,
  reason       text        not null,
  response     text,
  paused_at    timestamptz not null,
  -- When one mail tries again by itself.
  paused_until timestamptz not null,
  pauses       int         not null default 1,
  resumed_at   timestamptz,
  resumed_by   text,
  primary key (brand_id, sender)
);
select kernel.brand_table('messages.senders');

-- Documents of a message kind in one language. Version 0 is the wording that the kind came with and is not stored.
create table messages.templates (
  brand_id     uuid        not null,
  kind         text        not null,
  language     text        not null check (language in ('ja', 'en')),
  version      int         not null,
  document     jsonb       not null,
  published_at timestamptz not null,
  published_by text        not null,
  primary key (brand_id, kind, language, version)
);
select kernel.brand_table('messages.templates');

-- A published version never changes.
revoke update, delete on messages.templates from maido_app;

create table messages.drafts (
  brand_id   uuid        not null,
  kind       text        not null,
  language   text        not null check (language in ('ja', 'en')),
  document   jsonb       not null,
  based_on   int         not null,
  revision   int         not null default 1,
  changed_at timestamptz not null,
  changed_by text        not null,
  primary key (brand_id, kind, language)
);
select kernel.brand_table('messages.drafts');

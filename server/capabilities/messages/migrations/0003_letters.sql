-- Letters: what operators write and campaigns and flows plan. One row per letter and person, like every message; the channel
-- is chosen when it leaves.
alter table messages.messages
  add column channel          text default 'email',
  -- In order of preference; null: whichever suits her best.
  add column channels         text[],
  add column template_id      uuid,
  -- What is said instead when she has been asked too often (X14).
  add column instead_id       uuid,
  add column instead_version  int,
  add column origin_kind      text check (origin_kind in ('campaign', 'flow')),
  add column origin_id        uuid,
  add column origin_version   int,
  add column origin_step      text,
  add column intent           text check (intent in ('value', 'ask', 'discount')),
  add column discount_bp      int,
  add column topic            text,
  add column segment_id       uuid,
  add column send_at          timestamptz,
  -- The last decision about it, with every check and the values that it saw (X03).
  add column decision         jsonb,
  add column decided_at       timestamptz,
  add column merged_into      uuid,
  add column cost_milli_yen   int,
  -- The other side's own name for it.
  add column reference        text,
  drop constraint messages_state_check,
  add constraint messages_state_check check (state in
    ('planned', 'held', 'deferred', 'attempting', 'retrying', 'accepted', 'failed', 'unknown', 'expired', 'skipped', 'merged'));

-- Numbers of one campaign or flow, and who is behind them.
create index messages_of_origin on messages.messages (brand_id, origin_id, origin_step, state, message_id) where origin_id is not null;
-- What somebody was written lately: caps, give and ask, what else waits for her.
create index letters_of_customer on messages.messages (brand_id, customer_id, (coalesce(ended_at, planned_at)) desc)
  where purpose = 'marketing' and state in ('planned', 'deferred', 'attempting', 'retrying', 'accepted', 'unknown');

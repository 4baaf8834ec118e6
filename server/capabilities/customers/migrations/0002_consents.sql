-- What people agreed to and refused, one line each time, never changed (M20). The line stays with the profile it was
-- said to; what holds for a merged person is worked out from all lines of the cluster.
create table customers.consents (
  brand_id     uuid        not null,
  customer_id  uuid        not null,
  entry_id     uuid        not null,
  channel      text        not null,
  purpose      text        not null,
  state        text        not null check (state in ('given', 'withdrawn', 'pending', 'imported_unverified')),
  source       text        not null,
  -- Which text they saw: its version, and the hash of the screen it stood on.
  wording      text,
  wording_hash text,
  locale       text,
  ip           inet,
  evidence     jsonb,
  at           timestamptz not null,
  recorded_at  timestamptz not null,
  actor        jsonb       not null,
  cause        text        not null,
  primary key (brand_id, customer_id, entry_id)
);
-- The same statement told twice, as shops do, is one line.
create unique index consents_once on customers.consents (brand_id, customer_id, channel, purpose, at, state, source);
select kernel.brand_table('customers.consents');
revoke update, delete on customers.consents from maido_app;

-- What holds now for each root: made from the lines above, for reading by sends and segments.
create table customers.consent_states (
  brand_id    uuid        not null,
  customer_id uuid        not null,
  channel     text        not null,
  purpose     text        not null,
  state       text        not null,
  since       timestamptz not null,
  primary key (brand_id, customer_id, channel, purpose)
);
create index consent_states_by_state on customers.consent_states (brand_id, channel, purpose, state, customer_id);
select kernel.brand_table('customers.consent_states');

-- Addresses nothing may be sent to, kept as a hash: an erased or complaining person who is imported again stays left alone.
create table customers.suppressions (
  brand_id       uuid        not null,
  suppression_id uuid        not null,
  address_hash   text        not null,
  scope          text        not null check (scope in ('all', 'channel', 'purpose')),
  channel        text        not null,
  purpose        text        not null default '',
  reason         text        not null,
  source         text        not null,
  at             timestamptz not null,
  lifted_at      timestamptz,
  lifted_by      jsonb,
  primary key (brand_id, suppression_id)
);
create unique index suppressions_standing on customers.suppressions (brand_id, address_hash, scope, channel, purpose, reason) where lifted_at is null;
select kernel.brand_table('customers.suppressions');

-- Where and what somebody saw is theirs to have forgotten; that and when they agreed or refused has to be kept (F96).
create function customers.forget_consent_details(customer uuid) returns void language sql security definer
  set search_path = pg_catalog, pg_temp as
  $$ update customers.consents set ip = null, evidence = null, actor = '{}' where brand_id = kernel.brand() and customer_id = customer $$;
revoke all on function customers.forget_consent_details(uuid) from public;
grant execute on function customers.forget_consent_details(uuid) to maido_app;

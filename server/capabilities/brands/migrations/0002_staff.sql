-- People who work here belong to the installation, not to one brand: their rows carry the platform's id (brand zero).
create table brands.staff (
  brand_id           uuid        not null check (brand_id = '00000000-0000-0000-0000-000000000000'),
  staff_id           uuid        not null,
  name               text        not null check (length(name) between 1 and 80),
  email              text        not null,
  -- Trimmed, NFKC, lower case: two spellings of one address are one account.
  email_key          text        not null,
  language           text        not null default 'ja' check (language in ('ja', 'en')),
  -- Owner of every brand of the installation, the ones still to come included.
  runs_installation  boolean     not null default false,
  created_at         timestamptz not null,
  disabled_at        timestamptz,
  primary key (brand_id, staff_id),
  unique (brand_id, email_key)
);
select kernel.brand_table('brands.staff');

-- Who works for which brand, and as what: a built-in role's name or a custom role's id.
create table brands.memberships (
  brand_id uuid        not null,
  staff_id uuid        not null,
  role     text        not null,
  since    timestamptz not null,
  primary key (brand_id, staff_id)
);
create index on brands.memberships (staff_id);
select kernel.door_table('brands.memberships');

-- A brand sees the names of its own people, and of nobody else; it can change none of them.
create policy colleagues on brands.staff for select
  using (exists (select 1 from brands.memberships m where m.brand_id = kernel.brand() and m.staff_id = staff.staff_id));

-- What proves that someone is who they say; seen in the platform's own context only.
create table brands.staff_secrets (
  brand_id       uuid        not null check (brand_id = '00000000-0000-0000-0000-000000000000'),
  staff_id       uuid        not null,
  password       text        not null,
  password_at    timestamptz not null,
  -- Sealed with the installation's key, which is not in this database (S13).
  totp           text,
  totp_at        timestamptz,
  -- The last 30-second step whose code was used: no code works twice.
  totp_step      bigint      not null default 0,
  recovery_codes text[]      not null default '{}',
  primary key (brand_id, staff_id)
);
select kernel.brand_table('brands.staff_secrets');

create table brands.passkeys (
  brand_id     uuid        not null check (brand_id = '00000000-0000-0000-0000-000000000000'),
  passkey_id   text        not null,
  staff_id     uuid        not null,
  name         text        not null,
  public_key   bytea       not null,
  counter      bigint      not null,
  transports   text[]      not null default '{}',
  backed_up    boolean     not null,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  primary key (brand_id, passkey_id)
);
create index on brands.passkeys (brand_id, staff_id);
select kernel.brand_table('brands.passkeys');

-- A sign-in in progress or done. The browser holds the token; we hold its SHA-256.
create table brands.sessions (
  brand_id      uuid        not null check (brand_id = '00000000-0000-0000-0000-000000000000'),
  session_id    uuid        not null,
  token_hash    bytea       not null check (length(token_hash) = 32),
  -- Null while a passkey sign-in has not yet said whose it is.
  staff_id      uuid,
  -- enrol: password given, no second factor yet; factor: password given, second factor asked for; full: signed in.
  stage         text        not null check (stage in ('passkey', 'enrol', 'factor', 'full')),
  current_brand uuid,
  -- Made over https: such a session is only taken from a __Host- cookie.
  secure        boolean     not null,
  challenge     text,
  pending_totp  text,
  tries         int         not null default 0,
  ip            text        not null,
  browser       text        not null,
  created_at    timestamptz not null,
  -- When the person last proved who they are (S10).
  proven_at     timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (brand_id, session_id),
  unique (brand_id, token_hash)
);
create index on brands.sessions (brand_id, staff_id) where ended_at is null;
create index on brands.sessions (expires_at);
select kernel.brand_table('brands.sessions');

-- Failed tries at a password or code, counted per account so that many addresses do not help (S17).
create table brands.failed_tries (
  brand_id   uuid        not null check (brand_id = '00000000-0000-0000-0000-000000000000'),
  subject    text        not null,
  count      int         not null,
  ends_at    timestamptz not null,
  primary key (brand_id, subject)
);
select kernel.brand_table('brands.failed_tries');

-- Roles that a brand has made for itself; the built-in ones are code.
create table brands.roles (
  brand_id   uuid        not null,
  role_id    uuid        not null,
  name       text        not null check (length(name) between 1 and 60),
  rights     text[]      not null,
  changed_at timestamptz not null,
  primary key (brand_id, role_id),
  unique (brand_id, name)
);
select kernel.door_table('brands.roles');

create table brands.invitations (
  brand_id      uuid        not null,
  invitation_id uuid        not null,
  email         text        not null,
  role          text        not null,
  invited_by    uuid,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  accepted_at   timestamptz,
  withdrawn_at  timestamptz,
  primary key (brand_id, invitation_id)
);
select kernel.door_table('brands.invitations');

-- Secret keys (mk_live_, mk_test_) are kept as their SHA-256 only; a write key is public by nature and may be shown again.
create table brands.api_keys (
  brand_id     uuid        not null,
  key_id       uuid        not null,
  kind         text        not null check (kind in ('secret', 'write')),
  name         text        not null check (length(name) between 1 and 80),
  hash         bytea       not null check (length(hash) = 32),
  hint         text        not null,
  public_key   text        check ((kind = 'write') = (public_key is not null)),
  scopes       text[]      not null,
  origins      text[]      not null default '{}',
  created_by   uuid,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  primary key (brand_id, key_id)
);
create unique index api_keys_hash on brands.api_keys (brand_id, hash);
create index api_keys_by_hash on brands.api_keys (hash);
select kernel.door_table('brands.api_keys');

-- Settings of each area, one row per version; a version never changes.
create table brands.settings (
  brand_id   uuid        not null,
  area       text        not null check (area ~ '^[a-z][a-z0-9.-]{1,60}$'),
  version    int         not null check (version > 0),
  value      jsonb       not null,
  changed_by text        not null,
  changed_at timestamptz not null,
  primary key (brand_id, area, version)
);
select kernel.brand_table('brands.settings');
revoke update on brands.settings from maido_app;

-- What the installation knows of itself, readable by every brand: where it is reached from outside.
create table brands.installation (
  brand_id   uuid        not null check (brand_id = '00000000-0000-0000-0000-000000000000') primary key,
  public_url text        not null
);
select kernel.brand_table('brands.installation');
create policy readable on brands.installation for select using (true);

-- Who did what, in a chain of hashes: a changed or missing row shows (S70). before and after are json, not jsonb,
-- so that the very text that was hashed comes back.
create table brands.audit (
  brand_id      uuid        not null,
  seq           bigint      not null check (seq > 0),
  at            timestamptz not null,
  actor         text        not null,
  action        text        not null,
  subject       text        not null,
  before        json,
  after         json,
  cause         text        not null,
  ip            text,
  previous_hash bytea       not null check (length(previous_hash) = 32),
  hash          bytea       not null check (length(hash) = 32),
  primary key (brand_id, seq)
);
create index on brands.audit (brand_id, action, seq);
create index on brands.audit (brand_id, subject, seq);
select kernel.brand_table('brands.audit');
revoke update, delete, truncate on brands.audit from maido_app;

create function brands.audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_stays before update or delete or truncate on brands.audit
  for each statement execute function brands.audit_stays();

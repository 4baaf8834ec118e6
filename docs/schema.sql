-- Made by npm run schema from the migrations; do not edit.

table brands.api_keys
  brand_id uuid not null
  key_id uuid not null
  kind text not null
  name text not null
  hash bytea not null
  hint text not null
  public_key text
  scopes text[] not null
  origins text[] not null default '{}'::text[]
  created_by uuid
  created_at timestamp with time zone not null
  expires_at timestamp with time zone
  last_used_at timestamp with time zone
  revoked_at timestamp with time zone
  CHECK (((kind = 'write'::text) = (public_key IS NOT NULL)))
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  CHECK ((kind = ANY (ARRAY['secret'::text, 'write'::text])))
  CHECK ((length(hash) = 32))
  PRIMARY KEY (brand_id, key_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX api_keys_by_hash ON brands.api_keys USING btree (hash)
  CREATE UNIQUE INDEX api_keys_hash ON brands.api_keys USING btree (brand_id, hash)
  CREATE UNIQUE INDEX api_keys_pkey ON brands.api_keys USING btree (brand_id, key_id)

table brands.audit
  brand_id uuid not null
  seq bigint not null
  at timestamp with time zone not null
  actor text not null
  action text not null
  subject text not null
  before json
  after json
  cause text not null
  ip text
  previous_hash bytea not null
  hash bytea not null
  CHECK ((length(hash) = 32))
  CHECK ((length(previous_hash) = 32))
  CHECK ((seq > 0))
  PRIMARY KEY (brand_id, seq)
  policy own_brand for all
  CREATE INDEX audit_brand_id_action_seq_idx ON brands.audit USING btree (brand_id, action, seq)
  CREATE INDEX audit_brand_id_subject_seq_idx ON brands.audit USING btree (brand_id, subject, seq)
  CREATE UNIQUE INDEX audit_pkey ON brands.audit USING btree (brand_id, seq)

table brands.brands
  brand_id uuid not null
  slug text not null
  name text not null
  zone text not null default 'Asia/Tokyo'::text
  language text not null default 'ja'::text
  currency text not null default 'JPY'::text
  test_of uuid
  is_demo boolean not null default false
  created_at timestamp with time zone not null
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'::text))
  FOREIGN KEY (test_of) REFERENCES brands.brands(brand_id)
  PRIMARY KEY (brand_id)
  UNIQUE (slug)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX brands_pkey ON brands.brands USING btree (brand_id)
  CREATE UNIQUE INDEX brands_slug_key ON brands.brands USING btree (slug)

table brands.failed_tries
  brand_id uuid not null
  subject text not null
  count integer not null
  ends_at timestamp with time zone not null
  CHECK ((brand_id = '00000000-0000-0000-0000-000000000000'::uuid))
  PRIMARY KEY (brand_id, subject)
  policy own_brand for all
  CREATE UNIQUE INDEX failed_tries_pkey ON brands.failed_tries USING btree (brand_id, subject)

table brands.installation
  brand_id uuid not null
  public_url text not null
  CHECK ((brand_id = '00000000-0000-0000-0000-000000000000'::uuid))
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy readable for select
  CREATE UNIQUE INDEX installation_pkey ON brands.installation USING btree (brand_id)

table brands.invitations
  brand_id uuid not null
  invitation_id uuid not null
  email text not null
  role text not null
  invited_by uuid
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  accepted_at timestamp with time zone
  withdrawn_at timestamp with time zone
  PRIMARY KEY (brand_id, invitation_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX invitations_pkey ON brands.invitations USING btree (brand_id, invitation_id)

table brands.memberships
  brand_id uuid not null
  staff_id uuid not null
  role text not null
  since timestamp with time zone not null
  PRIMARY KEY (brand_id, staff_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX memberships_staff_id_idx ON brands.memberships USING btree (staff_id)
  CREATE UNIQUE INDEX memberships_pkey ON brands.memberships USING btree (brand_id, staff_id)

table brands.passkeys
  brand_id uuid not null
  passkey_id text not null
  staff_id uuid not null
  name text not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null default '{}'::text[]
  backed_up boolean not null
  created_at timestamp with time zone not null
  last_used_at timestamp with time zone
  CHECK ((brand_id = '00000000-0000-0000-0000-000000000000'::uuid))
  PRIMARY KEY (brand_id, passkey_id)
  policy own_brand for all
  CREATE INDEX passkeys_brand_id_staff_id_idx ON brands.passkeys USING btree (brand_id, staff_id)
  CREATE UNIQUE INDEX passkeys_pkey ON brands.passkeys USING btree (brand_id, passkey_id)

table brands.roles
  brand_id uuid not null
  role_id uuid not null
  name text not null
  rights text[] not null
  changed_at timestamp with time zone not null
  CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  PRIMARY KEY (brand_id, role_id)
  UNIQUE (brand_id, name)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX roles_brand_id_name_key ON brands.roles USING btree (brand_id, name)
  CREATE UNIQUE INDEX roles_pkey ON brands.roles USING btree (brand_id, role_id)

table brands.sessions
  brand_id uuid not null
  session_id uuid not null
  token_hash bytea not null
  staff_id uuid
  stage text not null
  current_brand uuid
  secure boolean not null
  challenge text
  pending_totp text
  tries integer not null default 0
  ip text not null
  browser text not null
  created_at timestamp with time zone not null
  proven_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  CHECK ((brand_id = '00000000-0000-0000-0000-000000000000'::uuid))
  CHECK ((length(token_hash) = 32))
  CHECK ((stage = ANY (ARRAY['passkey'::text, 'enrol'::text, 'factor'::text, 'full'::text])))
  PRIMARY KEY (brand_id, session_id)
  UNIQUE (brand_id, token_hash)
  policy own_brand for all
  CREATE INDEX sessions_brand_id_staff_id_idx ON brands.sessions USING btree (brand_id, staff_id) WHERE (ended_at IS NULL)
  CREATE INDEX sessions_expires_at_idx ON brands.sessions USING btree (expires_at)
  CREATE UNIQUE INDEX sessions_brand_id_token_hash_key ON brands.sessions USING btree (brand_id, token_hash)
  CREATE UNIQUE INDEX sessions_pkey ON brands.sessions USING btree (brand_id, session_id)

table brands.settings
  brand_id uuid not null
  area text not null
  version integer not null
  value jsonb not null
  changed_by text not null
  changed_at timestamp with time zone not null
  CHECK ((area ~ '^[a-z][a-z0-9.-]{1,60}$'::text))
  CHECK ((version > 0))
  PRIMARY KEY (brand_id, area, version)
  policy own_brand for all
  CREATE UNIQUE INDEX settings_pkey ON brands.settings USING btree (brand_id, area, version)

table brands.staff
  brand_id uuid not null
  staff_id uuid not null
  name text not null
  email text not null
  email_key text not null
  language text not null default 'ja'::text
  runs_installation boolean not null default false
  created_at timestamp with time zone not null
  disabled_at timestamp with time zone
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  CHECK ((brand_id = '00000000-0000-0000-0000-000000000000'::uuid))
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  PRIMARY KEY (brand_id, staff_id)
  UNIQUE (brand_id, email_key)
  policy colleagues for select
  policy own_brand for all
  CREATE UNIQUE INDEX staff_brand_id_email_key_key ON brands.staff USING btree (brand_id, email_key)
  CREATE UNIQUE INDEX staff_pkey ON brands.staff USING btree (brand_id, staff_id)

table brands.staff_secrets
  brand_id uuid not null
  staff_id uuid not null
  password text not null
  password_at timestamp with time zone not null
  totp text
  totp_at timestamp with time zone
  totp_step bigint not null default 0
  recovery_codes text[] not null default '{}'::text[]
  CHECK ((brand_id = '00000000-0000-0000-0000-000000000000'::uuid))
  PRIMARY KEY (brand_id, staff_id)
  policy own_brand for all
  CREATE UNIQUE INDEX staff_secrets_pkey ON brands.staff_secrets USING btree (brand_id, staff_id)

table events.dead_letters
  brand_id uuid not null
  id uuid not null
  source text not null
  external_id text not null
  reason text not null
  message text not null
  received_at timestamp with time zone not null
  failed_at timestamp with time zone not null
  replayed_at timestamp with time zone
  PRIMARY KEY (brand_id, id)
  UNIQUE (brand_id, source, external_id)
  policy own_brand for all
  CREATE UNIQUE INDEX dead_letters_brand_id_source_external_id_key ON events.dead_letters USING btree (brand_id, source, external_id)
  CREATE UNIQUE INDEX dead_letters_pkey ON events.dead_letters USING btree (brand_id, id)

table events.inbox
  brand_id uuid not null
  source text not null
  external_id text not null
  seq bigint not null
  xid xid8 not null default pg_current_xact_id()
  customer_id uuid
  name text not null
  occurred_at timestamp with time zone not null
  received_at timestamp with time zone not null
  clock_skew boolean not null default false
  value bigint
  currency text
  order_id text
  product_id text
  message_id text
  channel text
  store_id text
  properties jsonb not null default '{}'::jsonb
  CHECK (((value >= '-1000000000000'::bigint) AND (value <= '1000000000000'::bigint)))
  PRIMARY KEY (brand_id, source, external_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX inbox_order ON events.inbox USING btree (xid, seq)
  CREATE INDEX inbox_received ON events.inbox USING brin (received_at) WITH (pages_per_range='32')
  CREATE INDEX inbox_timeline ON events.inbox USING btree (brand_id, customer_id, occurred_at DESC, seq DESC)
  CREATE UNIQUE INDEX inbox_pkey ON events.inbox USING btree (brand_id, source, external_id)

table events.incoming
  brand_id uuid not null
  source text not null
  batch_key bytea not null
  seq bigint not null
  messages text not null
  count integer not null
  received_at timestamp with time zone not null
  CHECK ((count > 0))
  PRIMARY KEY (brand_id, source, batch_key)
  policy own_brand for all
  policy platform for all
  CREATE INDEX incoming_order ON events.incoming USING btree (brand_id, seq)
  CREATE UNIQUE INDEX incoming_pkey ON events.incoming USING btree (brand_id, source, batch_key)

table events.projection
  brand_id uuid not null
  name text not null
  upto xid8 not null
  upto_seq bigint not null default 0
  pending xid8
  pending_seq bigint
  generation integer not null default 1
  progressed_at timestamp with time zone not null
  PRIMARY KEY (brand_id, name)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX projection_pkey ON events.projection USING btree (brand_id, name)

table kernel.idempotency
  brand_id uuid not null
  key text not null
  request text not null
  status integer not null
  reply text not null
  created_at timestamp with time zone not null
  PRIMARY KEY (brand_id, key)
  policy own_brand for all
  policy platform for all
  CREATE INDEX idempotency_created_at_idx ON kernel.idempotency USING btree (created_at)
  CREATE UNIQUE INDEX idempotency_pkey ON kernel.idempotency USING btree (brand_id, key)

table kernel.outbox
  brand_id uuid not null
  id uuid not null
  kind text not null
  key text not null
  payload jsonb not null
  cause text not null
  state text not null default 'ready'::text
  attempts integer not null default 0
  next_at timestamp with time zone not null
  expires_at timestamp with time zone
  lease_owner text
  lease_until timestamp with time zone
  fence bigint not null default 0
  reason text
  created_at timestamp with time zone not null
  finished_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['ready'::text, 'claimed'::text, 'done'::text, 'failed'::text, 'unknown'::text, 'expired'::text, 'dead'::text])))
  PRIMARY KEY (brand_id, id)
  UNIQUE (brand_id, kind, key)
  policy own_brand for all
  policy platform for all
  CREATE INDEX outbox_due ON kernel.outbox USING btree (kind, next_at) WHERE (state = 'ready'::text)
  CREATE INDEX outbox_ended ON kernel.outbox USING btree (brand_id, state, finished_at) WHERE (state = ANY (ARRAY['failed'::text, 'unknown'::text, 'dead'::text]))
  CREATE INDEX outbox_leased ON kernel.outbox USING btree (lease_until) WHERE (state = 'claimed'::text)
  CREATE UNIQUE INDEX outbox_brand_id_kind_key_key ON kernel.outbox USING btree (brand_id, kind, key)
  CREATE UNIQUE INDEX outbox_pkey ON kernel.outbox USING btree (brand_id, id)

table kernel.rate_limits
  key text not null
  points integer not null default 0
  expire bigint
  PRIMARY KEY (key)
  CREATE UNIQUE INDEX rate_limits_pkey ON kernel.rate_limits USING btree (key)

table kernel.routines
  brand_id uuid not null
  name text not null
  fired_at timestamp with time zone not null
  PRIMARY KEY (brand_id, name)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX routines_pkey ON kernel.routines USING btree (brand_id, name)

table kernel.spent_tokens
  brand_id uuid not null
  token_id text not null
  expires_at timestamp with time zone
  spent_at timestamp with time zone not null
  PRIMARY KEY (brand_id, token_id)
  policy own_brand for all
  CREATE UNIQUE INDEX spent_tokens_pkey ON kernel.spent_tokens USING btree (brand_id, token_id)

table maido_schema.migrations
  area text not null
  name text not null
  checksum text not null
  finished_at timestamp with time zone
  PRIMARY KEY (area, name)
  CREATE UNIQUE INDEX migrations_pkey ON maido_schema.migrations USING btree (area, name)

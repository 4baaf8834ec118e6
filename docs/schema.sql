-- Made by npm run schema from the migrations; do not edit.

table accounting.closes
  brand_id uuid not null
  month text not null
  report text not null
  hash text not null
  closed_by text not null
  closed_at timestamp with time zone not null
  CHECK ((month ~ '^\d{4}-\d{2}$'::text))
  PRIMARY KEY (brand_id, month)
  policy own_brand for all
  CREATE UNIQUE INDEX closes_pkey ON accounting.closes USING btree (brand_id, month)

table accounting.fans
  brand_id uuid not null
  customer_id uuid not null
  kind text not null
  acts integer not null
  rewarded integer not null
  orders integer not null
  with_reward integer not null
  measured_at timestamp with time zone not null
  CHECK ((kind = ANY (ARRAY['fan'::text, 'both'::text, 'reward-only'::text, 'quiet'::text])))
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE INDEX fans_by_kind ON accounting.fans USING btree (brand_id, kind, customer_id)
  CREATE UNIQUE INDEX fans_pkey ON accounting.fans USING btree (brand_id, customer_id)

table accounting.goals
  brand_id uuid not null
  goal_id uuid not null
  metric text not null
  target bigint not null
  months integer not null
  experiment_kind text not null
  experiment_id text not null
  created_at timestamp with time zone not null
  ended_at timestamp with time zone
  CHECK (((months >= 1) AND (months <= 60)))
  CHECK ((metric = ANY (ARRAY['frequency'::text, 'order-value'::text, 'cltv'::text])))
  CHECK ((target > 0))
  PRIMARY KEY (brand_id, goal_id)
  policy own_brand for all
  CREATE UNIQUE INDEX goals_pkey ON accounting.goals USING btree (brand_id, goal_id)

table accounting.opening_lines
  brand_id uuid not null
  run uuid not null
  key text not null
  row integer not null
  at timestamp with time zone not null
  PRIMARY KEY (brand_id, run, key)
  policy own_brand for all
  CREATE INDEX opening_lines_by_time ON accounting.opening_lines USING btree (brand_id, at)
  CREATE UNIQUE INDEX opening_lines_pkey ON accounting.opening_lines USING btree (brand_id, run, key)

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
  CREATE UNIQUE INDEX one_twin ON brands.brands USING btree (test_of) WHERE (test_of IS NOT NULL)

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

table brands.pictures
  brand_id uuid not null
  picture_id text not null
  type text not null
  width integer not null
  height integer not null
  bytes bytea not null
  created_at timestamp with time zone not null
  CHECK ((type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])))
  PRIMARY KEY (brand_id, picture_id)
  policy own_brand for all
  CREATE UNIQUE INDEX pictures_pkey ON brands.pictures USING btree (brand_id, picture_id)

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

table campaigns.campaigns
  brand_id uuid not null
  campaign_id uuid not null
  name text not null
  plan jsonb not null
  revision integer not null
  author text not null
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  checked jsonb
  asked_at timestamp with time zone
  asked_by text
  approved_at timestamp with time zone
  approved_by text
  launched_at timestamp with time zone
  launched_by text
  paused_at timestamp with time zone
  pause_reason text
  stopped_at timestamp with time zone
  binned_at timestamp with time zone
  CHECK ((revision > 0))
  PRIMARY KEY (brand_id, campaign_id)
  policy own_brand for all
  CREATE UNIQUE INDEX campaigns_pkey ON campaigns.campaigns USING btree (brand_id, campaign_id)

table campaigns.heard
  brand_id uuid not null
  campaign_id uuid not null
  customer_id uuid not null
  variant text not null
  occurrence integer not null
  PRIMARY KEY (brand_id, campaign_id, customer_id, variant)
  policy own_brand for all
  CREATE INDEX heard_of_customer ON campaigns.heard USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX heard_pkey ON campaigns.heard USING btree (brand_id, campaign_id, customer_id, variant)

table campaigns.letters
  brand_id uuid not null
  letter_id uuid not null
  campaign_id uuid not null
  variant text not null
  document jsonb not null
  made_at timestamp with time zone not null
  PRIMARY KEY (brand_id, letter_id)
  policy own_brand for all
  CREATE INDEX letters_of_campaign ON campaigns.letters USING btree (brand_id, campaign_id)
  CREATE UNIQUE INDEX letters_pkey ON campaigns.letters USING btree (brand_id, letter_id)

table campaigns.occurrences
  brand_id uuid not null
  campaign_id uuid not null
  occurrence integer not null
  due_at timestamp with time zone not null
  run integer not null default 1
  frozen_at timestamp with time zone
  after_id uuid
  planned_at timestamp with time zone
  left_out text
  moved_at timestamp with time zone
  open_letters integer
  stalled_since timestamp with time zone
  seen_finished_at timestamp with time zone
  letters integer
  CHECK ((left_out = ANY (ARRAY['missed'::text, 'stopped'::text])))
  CHECK ((occurrence > 0))
  PRIMARY KEY (brand_id, campaign_id, occurrence)
  policy own_brand for all
  CREATE INDEX occurrences_by_due ON campaigns.occurrences USING btree (brand_id, due_at)
  CREATE INDEX occurrences_open ON campaigns.occurrences USING btree (brand_id) WHERE ((seen_finished_at IS NULL) AND (left_out IS NULL))
  CREATE UNIQUE INDEX occurrences_pkey ON campaigns.occurrences USING btree (brand_id, campaign_id, occurrence)

table campaigns.passed_over
  brand_id uuid not null
  campaign_id uuid not null
  occurrence integer not null
  customer_id uuid not null
  reason text not null
  PRIMARY KEY (brand_id, campaign_id, occurrence, customer_id)
  policy own_brand for all
  CREATE INDEX passed_over_of_customer ON campaigns.passed_over USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX passed_over_pkey ON campaigns.passed_over USING btree (brand_id, campaign_id, occurrence, customer_id)

table catalog.content
  brand_id uuid not null
  product_id uuid not null
  position integer not null
  kind text not null
  stage text not null
  title jsonb not null
  body jsonb not null
  url text
  image_url text
  CHECK ((kind = ANY (ARRAY['how-to'::text, 'ingredients'::text, 'materials'::text, 'care'::text, 'sustainability'::text, 'note'::text])))
  CHECK ((stage = ANY (ARRAY['any'::text, 'tracking'::text, 'shipped'::text, 'delivered'::text])))
  FOREIGN KEY (brand_id, product_id) REFERENCES catalog.products(brand_id, product_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, product_id, "position")
  policy own_brand for all
  CREATE UNIQUE INDEX content_pkey ON catalog.content USING btree (brand_id, product_id, "position")

table catalog.feed_runs
  brand_id uuid not null
  feed_id uuid not null
  run_key text not null
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  state text not null
  reason text
  items integer not null default 0
  taken integer not null default 0
  retired integer not null default 0
  errors jsonb not null default '[]'::jsonb
  error_count integer not null default 0
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
  FOREIGN KEY (brand_id, feed_id) REFERENCES catalog.feeds(brand_id, feed_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, feed_id, run_key)
  policy own_brand for all
  CREATE UNIQUE INDEX feed_runs_pkey ON catalog.feed_runs USING btree (brand_id, feed_id, run_key)

table catalog.feeds
  brand_id uuid not null
  feed_id uuid not null
  name text not null
  source text not null
  url text not null
  currency text not null
  every_hours integer not null
  paused boolean not null default false
  next_at timestamp with time zone not null
  created_at timestamp with time zone not null
  CHECK (((every_hours >= 1) AND (every_hours <= 168)))
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
  PRIMARY KEY (brand_id, feed_id)
  UNIQUE (brand_id, source)
  policy own_brand for all
  CREATE UNIQUE INDEX feeds_brand_id_source_key ON catalog.feeds USING btree (brand_id, source)
  CREATE UNIQUE INDEX feeds_pkey ON catalog.feeds USING btree (brand_id, feed_id)

table catalog.products
  brand_id uuid not null
  product_id uuid not null
  source text not null
  external_id text not null
  updated_at timestamp with time zone not null
  snapshot_hash text not null
  status text not null
  title text not null
  search_text text not null
  description text not null default ''::text
  vendor text
  product_type text
  url text
  tags text[] not null default '{}'::text[]
  images jsonb not null default '[]'::jsonb
  passport jsonb
  changed_at timestamp with time zone not null
  CHECK ((status = ANY (ARRAY['active'::text, 'draft'::text, 'archived'::text, 'deleted'::text])))
  PRIMARY KEY (brand_id, product_id)
  UNIQUE (brand_id, source, external_id)
  policy own_brand for all
  CREATE INDEX products_by_title ON catalog.products USING btree (brand_id, title, product_id) WHERE (status <> 'deleted'::text)
  CREATE UNIQUE INDEX products_brand_id_source_external_id_key ON catalog.products USING btree (brand_id, source, external_id)
  CREATE UNIQUE INDEX products_pkey ON catalog.products USING btree (brand_id, product_id)

table catalog.stock
  brand_id uuid not null
  source text not null
  stock_item text not null
  place text not null
  available integer not null
  updated_at timestamp with time zone not null
  PRIMARY KEY (brand_id, source, stock_item, place)
  policy own_brand for all
  CREATE UNIQUE INDEX stock_pkey ON catalog.stock USING btree (brand_id, source, stock_item, place)

table catalog.variants
  brand_id uuid not null
  variant_id uuid not null
  product_id uuid not null
  source text not null
  external_id text not null
  position integer not null
  title text not null
  sku text
  barcode text
  price bigint
  compare_at_price bigint
  currency text
  image_url text
  stock_item text not null
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
  FOREIGN KEY (brand_id, product_id) REFERENCES catalog.products(brand_id, product_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, variant_id)
  UNIQUE (brand_id, source, external_id)
  policy own_brand for all
  CREATE INDEX variants_by_sku ON catalog.variants USING btree (brand_id, sku)
  CREATE INDEX variants_by_stock_item ON catalog.variants USING btree (brand_id, source, stock_item)
  CREATE INDEX variants_of_product ON catalog.variants USING btree (brand_id, product_id)
  CREATE UNIQUE INDEX variants_brand_id_source_external_id_key ON catalog.variants USING btree (brand_id, source, external_id)
  CREATE UNIQUE INDEX variants_pkey ON catalog.variants USING btree (brand_id, variant_id)

table customers.consent_states
  brand_id uuid not null
  customer_id uuid not null
  channel text not null
  purpose text not null
  state text not null
  since timestamp with time zone not null
  PRIMARY KEY (brand_id, customer_id, channel, purpose)
  policy own_brand for all
  CREATE INDEX consent_states_by_state ON customers.consent_states USING btree (brand_id, channel, purpose, state, customer_id)
  CREATE UNIQUE INDEX consent_states_pkey ON customers.consent_states USING btree (brand_id, customer_id, channel, purpose)

table customers.consents
  brand_id uuid not null
  customer_id uuid not null
  entry_id uuid not null
  channel text not null
  purpose text not null
  state text not null
  source text not null
  wording text
  wording_hash text
  locale text
  ip inet
  evidence jsonb
  at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  actor jsonb not null
  cause text not null
  CHECK ((state = ANY (ARRAY['given'::text, 'withdrawn'::text, 'pending'::text, 'imported_unverified'::text])))
  PRIMARY KEY (brand_id, customer_id, entry_id)
  policy own_brand for all
  CREATE UNIQUE INDEX consents_once ON customers.consents USING btree (brand_id, customer_id, channel, purpose, at, state, source)
  CREATE UNIQUE INDEX consents_pkey ON customers.consents USING btree (brand_id, customer_id, entry_id)

table customers.erasures
  brand_id uuid not null
  customer_id uuid not null
  identity_hash text not null
  erased_at timestamp with time zone not null
  PRIMARY KEY (brand_id, identity_hash, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX erasures_pkey ON customers.erasures USING btree (brand_id, identity_hash, customer_id)

table customers.identities
  brand_id uuid not null
  kind text not null
  issuer text not null
  value_key text not null
  customer_id uuid not null
  home_id uuid not null
  value text not null
  sure boolean not null
  source text not null
  since timestamp with time zone not null
  CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'line'::text, 'shop'::text, 'anonymous'::text, 'pos'::text, 'external'::text])))
  PRIMARY KEY (brand_id, kind, issuer, value_key)
  policy own_brand for all
  CREATE INDEX identities_customer ON customers.identities USING btree (brand_id, customer_id)
  CREATE INDEX identities_home ON customers.identities USING btree (brand_id, home_id) WHERE (home_id <> customer_id)
  CREATE UNIQUE INDEX identities_pkey ON customers.identities USING btree (brand_id, kind, issuer, value_key)

table customers.identity_moves
  brand_id uuid not null
  xid xid8 not null default pg_current_xact_id()
  at timestamp with time zone not null default clock_timestamp()
  PRIMARY KEY (brand_id, xid)
  policy own_brand for all
  CREATE UNIQUE INDEX identity_moves_pkey ON customers.identity_moves USING btree (brand_id, xid)

table customers.merge_candidates
  brand_id uuid not null
  low_id uuid not null
  high_id uuid not null
  evidence jsonb not null
  state text not null default 'open'::text
  found_at timestamp with time zone not null
  decided_at timestamp with time zone
  decided_by jsonb
  CHECK ((low_id < high_id))
  CHECK ((state = ANY (ARRAY['open'::text, 'merged'::text, 'apart'::text])))
  PRIMARY KEY (brand_id, low_id, high_id)
  policy own_brand for all
  CREATE INDEX merge_candidates_high ON customers.merge_candidates USING btree (brand_id, high_id)
  CREATE INDEX merge_candidates_open ON customers.merge_candidates USING btree (brand_id, found_at, low_id, high_id) WHERE (state = 'open'::text)
  CREATE UNIQUE INDEX merge_candidates_pkey ON customers.merge_candidates USING btree (brand_id, low_id, high_id)

table customers.merges
  brand_id uuid not null
  merge_id uuid not null
  from_id uuid not null
  into_id uuid not null
  rule text not null
  actor jsonb not null
  cause text not null
  merged_at timestamp with time zone not null
  undone_at timestamp with time zone
  undone_by jsonb
  CHECK ((rule = ANY (ARRAY['same-person'::text, 'became-known'::text, 'staff'::text])))
  PRIMARY KEY (brand_id, merge_id)
  policy own_brand for all
  CREATE INDEX merges_into ON customers.merges USING btree (brand_id, into_id)
  CREATE UNIQUE INDEX merges_pkey ON customers.merges USING btree (brand_id, merge_id)
  CREATE UNIQUE INDEX merges_standing ON customers.merges USING btree (brand_id, from_id) WHERE (undone_at IS NULL)

table customers.profiles
  brand_id uuid not null
  customer_id uuid not null
  merged_into uuid
  members integer not null default 1
  known boolean not null
  source text not null
  display_name text
  family_name text
  given_name text
  family_kana text
  given_kana text
  email text
  phone text
  language text
  zone text
  born_on date
  country text
  postal_code text
  prefecture text
  city text
  street text
  building text
  company text
  properties jsonb not null default '{}'::jsonb
  traits jsonb not null default '{}'::jsonb
  own jsonb not null default '{}'::jsonb
  revision integer not null default 1
  first_seen_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  erased_at timestamp with time zone
  terms text[] not null default '{}'::text[]
  own_first_seen_at timestamp with time zone
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  CHECK ((merged_into <> customer_id))
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE INDEX profiles_birthday ON customers.profiles USING btree (brand_id, ((((EXTRACT(month FROM born_on))::integer * 100) + (EXTRACT(day FROM born_on))::integer)), customer_id) WHERE ((born_on IS NOT NULL) AND (merged_into IS NULL) AND (erased_at IS NULL))
  CREATE INDEX profiles_known ON customers.profiles USING btree (brand_id, customer_id) WHERE (known AND (merged_into IS NULL) AND (erased_at IS NULL))
  CREATE INDEX profiles_merged_into ON customers.profiles USING btree (brand_id, merged_into) WHERE (merged_into IS NOT NULL)
  CREATE INDEX profiles_newest ON customers.profiles USING btree (brand_id, first_seen_at DESC, customer_id DESC) WHERE ((merged_into IS NULL) AND (erased_at IS NULL))
  CREATE UNIQUE INDEX profiles_pkey ON customers.profiles USING btree (brand_id, customer_id)

table customers.property_definitions
  brand_id uuid not null
  key text not null
  type text not null
  label_ja text not null
  label_en text not null
  choices jsonb not null default '[]'::jsonb
  personal boolean not null
  created_at timestamp with time zone not null
  archived_at timestamp with time zone
  CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'date'::text, 'choice'::text, 'list'::text])))
  PRIMARY KEY (brand_id, key)
  policy own_brand for all
  CREATE UNIQUE INDEX property_definitions_pkey ON customers.property_definitions USING btree (brand_id, key)

table customers.search_terms
  brand_id uuid not null
  term text not null
  customer_id uuid not null
  PRIMARY KEY (brand_id, term, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX search_terms_pkey ON customers.search_terms USING btree (brand_id, term, customer_id)

table customers.suppressions
  brand_id uuid not null
  suppression_id uuid not null
  address_hash text not null
  scope text not null
  channel text not null
  purpose text not null default ''::text
  reason text not null
  source text not null
  at timestamp with time zone not null
  lifted_at timestamp with time zone
  lifted_by jsonb
  CHECK ((scope = ANY (ARRAY['all'::text, 'channel'::text, 'purpose'::text])))
  PRIMARY KEY (brand_id, suppression_id)
  policy own_brand for all
  CREATE UNIQUE INDEX suppressions_pkey ON customers.suppressions USING btree (brand_id, suppression_id)
  CREATE UNIQUE INDEX suppressions_standing ON customers.suppressions USING btree (brand_id, address_hash, scope, channel, purpose, reason) WHERE (lifted_at IS NULL)

table deliverability.checks
  brand_id uuid not null
  domain text not null
  checked_at timestamp with time zone not null
  findings jsonb not null
  PRIMARY KEY (brand_id, domain)
  policy own_brand for all
  CREATE UNIQUE INDEX checks_pkey ON deliverability.checks USING btree (brand_id, domain)

table deliverability.closed_domains
  brand_id uuid not null
  domain text not null
  closed_at timestamp with time zone not null
  closed_until timestamp with time zone not null
  closings integer not null default 1
  tried integer not null
  refused integer not null
  opened_at timestamp with time zone
  opened_by text
  PRIMARY KEY (brand_id, domain)
  policy own_brand for all
  CREATE UNIQUE INDEX closed_domains_pkey ON deliverability.closed_domains USING btree (brand_id, domain)

table deliverability.days
  brand_id uuid not null
  day date not null
  sent integer not null
  delivered integer not null
  hard integer not null
  soft integer not null
  complained integer not null
  unsubbed integer not null
  opened integer not null
  clicked integer not null
  PRIMARY KEY (brand_id, day)
  policy own_brand for all
  CREATE UNIQUE INDEX days_pkey ON deliverability.days USING btree (brand_id, day)

table deliverability.domain_minutes
  brand_id uuid not null
  domain text not null
  minute timestamp with time zone not null
  tried integer not null default 0
  refused integer not null default 0
  PRIMARY KEY (brand_id, domain, minute)
  policy own_brand for all
  CREATE INDEX domain_minutes_by_time ON deliverability.domain_minutes USING btree (brand_id, minute)
  CREATE UNIQUE INDEX domain_minutes_pkey ON deliverability.domain_minutes USING btree (brand_id, domain, minute)

table deliverability.pauses
  brand_id uuid not null
  pause_id uuid not null
  why text not null
  rate_bp integer not null
  paused_at timestamp with time zone not null
  resumed_at timestamp with time zone
  resumed_by text
  CHECK ((why = ANY (ARRAY['complaints'::text, 'bounces'::text])))
  PRIMARY KEY (brand_id, pause_id)
  policy own_brand for all
  CREATE UNIQUE INDEX one_pause ON deliverability.pauses USING btree (brand_id) WHERE (resumed_at IS NULL)
  CREATE UNIQUE INDEX pauses_pkey ON deliverability.pauses USING btree (brand_id, pause_id)

table deliverability.rests
  brand_id uuid not null
  customer_id uuid not null
  since timestamp with time zone not null
  why text not null
  CHECK ((why = ANY (ARRAY['no-reaction'::text, 'no-longer-needed'::text])))
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX rests_pkey ON deliverability.rests USING btree (brand_id, customer_id)

table deliverability.returns
  brand_id uuid not null
  return_id uuid not null
  digest text not null
  received_at timestamp with time zone not null
  message_id uuid not null
  customer_id uuid
  address_key text not null
  domain text not null
  what text not null
  rule text not null
  status text
  said text not null
  acted text not null
  origin_kind text
  origin_id uuid
  origin_step text
  segment_id uuid
  kind text not null
  CHECK ((what = ANY (ARRAY['hard'::text, 'soft'::text, 'sender'::text, 'complaint'::text, 'delayed'::text, 'auto-reply'::text, 'unreadable'::text])))
  PRIMARY KEY (brand_id, return_id)
  UNIQUE (brand_id, digest)
  policy own_brand for all
  CREATE INDEX returns_by_time ON deliverability.returns USING btree (brand_id, received_at DESC, return_id DESC)
  CREATE INDEX returns_of_address ON deliverability.returns USING btree (brand_id, address_key, received_at) WHERE (what = 'soft'::text)
  CREATE UNIQUE INDEX returns_brand_id_digest_key ON deliverability.returns USING btree (brand_id, digest)
  CREATE UNIQUE INDEX returns_pkey ON deliverability.returns USING btree (brand_id, return_id)

table deliverability.strays
  brand_id uuid not null
  day date not null
  why text not null
  count integer not null default 0
  PRIMARY KEY (brand_id, day, why)
  policy own_brand for all
  CREATE UNIQUE INDEX strays_pkey ON deliverability.strays USING btree (brand_id, day, why)

table dm.accounts
  brand_id uuid not null
  account_id uuid not null
  page_id text not null
  page_name text not null
  instagram_id text
  instagram_name text
  access_token text not null
  app_secret text not null
  verify_token text not null
  closed_because text
  closed_until timestamp with time zone
  last_event_at timestamp with time zone
  connected_at timestamp with time zone not null
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX accounts_account_id_idx ON dm.accounts USING btree (account_id)
  CREATE UNIQUE INDEX accounts_pkey ON dm.accounts USING btree (brand_id)

table dm.caught
  brand_id uuid not null
  caught_id uuid not null
  service text not null
  user_id text not null
  text text not null
  quick_replies jsonb not null
  caught_at timestamp with time zone not null
  PRIMARY KEY (brand_id, caught_id)
  policy own_brand for all
  CREATE INDEX caught_brand_id_caught_at_caught_id_idx ON dm.caught USING btree (brand_id, caught_at DESC, caught_id DESC)
  CREATE UNIQUE INDEX caught_pkey ON dm.caught USING btree (brand_id, caught_id)

table dm.messages
  brand_id uuid not null
  message_id uuid not null
  service text not null
  user_id text not null
  mid text
  direction text not null
  kind text not null
  text text
  at timestamp with time zone not null
  unsent_at timestamp with time zone
  state text
  reason text
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
  CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'failed'::text, 'unknown'::text])))
  PRIMARY KEY (brand_id, message_id)
  policy own_brand for all
  CREATE INDEX messages_brand_id_at_message_id_idx ON dm.messages USING btree (brand_id, at DESC, message_id DESC)
  CREATE INDEX messages_brand_id_service_user_id_at_message_id_idx ON dm.messages USING btree (brand_id, service, user_id, at DESC, message_id DESC)
  CREATE UNIQUE INDEX messages_brand_id_mid_idx ON dm.messages USING btree (brand_id, mid) WHERE (mid IS NOT NULL)
  CREATE UNIQUE INDEX messages_pkey ON dm.messages USING btree (brand_id, message_id)

table dm.people
  brand_id uuid not null
  service text not null
  user_id text not null
  customer_id uuid not null
  said_at timestamp with time zone not null
  CHECK ((service = ANY (ARRAY['instagram'::text, 'messenger'::text])))
  PRIMARY KEY (brand_id, service, user_id)
  policy own_brand for all
  CREATE INDEX people_brand_id_customer_id_idx ON dm.people USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX people_pkey ON dm.people USING btree (brand_id, service, user_id)

table engagement.hits
  brand_id uuid not null
  hit_id uuid not null
  message_id uuid not null
  what text not null
  link integer
  url text
  at timestamp with time zone not null
  method text not null
  agent text not null
  network text
  signs text[] not null
  visitor text not null
  verdict text
  reason text
  judged_at timestamp with time zone
  CHECK ((verdict = ANY (ARRAY['human'::text, 'machine'::text, 'unknown'::text])))
  CHECK ((what = ANY (ARRAY['open'::text, 'click'::text, 'trap'::text])))
  PRIMARY KEY (brand_id, hit_id)
  policy own_brand for all
  CREATE INDEX hits_by_time ON engagement.hits USING btree (brand_id, at)
  CREATE INDEX hits_of_message ON engagement.hits USING btree (brand_id, message_id, at)
  CREATE UNIQUE INDEX hits_pkey ON engagement.hits USING btree (brand_id, hit_id)

table engagement.readings
  brand_id uuid not null
  message_id uuid not null
  customer_id uuid
  kind text not null
  channel text not null
  purpose text not null
  origin_kind text
  origin_id uuid
  origin_step text
  template_id uuid
  segment_id uuid
  accepted_at timestamp with time zone
  opened_human timestamp with time zone
  opened_unknown timestamp with time zone
  opened_machine timestamp with time zone
  clicked_human timestamp with time zone
  clicked_unknown timestamp with time zone
  clicked_machine timestamp with time zone
  bounced text
  bounced_at timestamp with time zone
  complained_at timestamp with time zone
  left_at timestamp with time zone
  left_by text
  CHECK ((bounced = ANY (ARRAY['hard'::text, 'soft'::text])))
  PRIMARY KEY (brand_id, message_id)
  policy own_brand for all
  CREATE INDEX readings_by_origin ON engagement.readings USING btree (brand_id, origin_id, origin_step) WHERE (origin_id IS NOT NULL)
  CREATE INDEX readings_by_time ON engagement.readings USING btree (brand_id, accepted_at)
  CREATE INDEX readings_of_customer ON engagement.readings USING btree (brand_id, customer_id) WHERE (customer_id IS NOT NULL)
  CREATE UNIQUE INDEX readings_pkey ON engagement.readings USING btree (brand_id, message_id)

table events.dead_letters
  brand_id uuid not null
  id uuid not null
  source text not null
  external_id text not null
  reason text not null
  trusted boolean not null
  shape text not null
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
  trusted boolean not null
  shape text not null
  body text not null
  count integer not null
  received_at timestamp with time zone not null
  CHECK ((count > 0))
  PRIMARY KEY (brand_id, source, batch_key)
  policy own_brand for all
  policy platform for all
  CREATE INDEX incoming_order ON events.incoming USING btree (brand_id, seq)
  CREATE UNIQUE INDEX incoming_pkey ON events.incoming USING btree (brand_id, source, batch_key)

table events.names
  brand_id uuid not null
  name text not null
  is_counted boolean not null
  source text not null
  first_seen_at timestamp with time zone not null
  PRIMARY KEY (brand_id, name)
  policy own_brand for all
  CREATE UNIQUE INDEX names_pkey ON events.names USING btree (brand_id, name)

table events.projections
  brand_id uuid not null
  name text not null
  upto xid8 not null default '0'::xid8
  upto_seq bigint not null default 0
  pending xid8
  pending_seq bigint
  generation integer not null default 1
  leased_by text
  leased_until timestamp with time zone
  PRIMARY KEY (brand_id, name)
  policy own_brand for all
  policy platform for all
  policy readable for select
  CREATE UNIQUE INDEX projections_pkey ON events.projections USING btree (brand_id, name)

table events.property_names
  brand_id uuid not null
  name text not null
  is_kept boolean not null
  event text not null
  source text not null
  first_seen_at timestamp with time zone not null
  PRIMARY KEY (brand_id, name)
  policy own_brand for all
  CREATE UNIQUE INDEX property_names_pkey ON events.property_names USING btree (brand_id, name)

table experiments.assignments
  brand_id uuid not null
  experiment_id uuid not null
  customer_id uuid not null
  person_id uuid not null
  arm text not null
  design integer not null
  assigned_at timestamp with time zone not null
  PRIMARY KEY (brand_id, experiment_id, customer_id)
  policy own_brand for all
  CREATE INDEX assignments_brand_id_experiment_id_assigned_at_idx ON experiments.assignments USING btree (brand_id, experiment_id, assigned_at)
  CREATE INDEX assignments_brand_id_person_id_idx ON experiments.assignments USING btree (brand_id, person_id)
  CREATE UNIQUE INDEX assignments_pkey ON experiments.assignments USING btree (brand_id, experiment_id, customer_id)

table experiments.experiments
  brand_id uuid not null
  experiment_id uuid not null
  kind text not null
  id text not null
  name_ja text
  goal text not null default 'revenue'::text
  salt text not null
  holdout_bp integer not null
  arms jsonb
  design integer not null default 1
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  name_en text
  CHECK (((holdout_bp >= 0) AND (holdout_bp <= 9000)))
  CHECK ((id <> ''::text))
  CHECK ((kind = ANY (ARRAY['brand'::text, 'flow'::text, 'campaign'::text, 'split'::text])))
  PRIMARY KEY (brand_id, experiment_id)
  UNIQUE (brand_id, kind, id)
  policy own_brand for all
  CREATE UNIQUE INDEX experiments_brand_id_kind_id_key ON experiments.experiments USING btree (brand_id, kind, id)
  CREATE UNIQUE INDEX experiments_pkey ON experiments.experiments USING btree (brand_id, experiment_id)

table experiments.results
  brand_id uuid not null
  experiment_id uuid not null
  metric text not null
  week date not null
  body jsonb not null
  measured_at timestamp with time zone not null
  PRIMARY KEY (brand_id, experiment_id, metric, week)
  policy own_brand for all
  CREATE UNIQUE INDEX results_pkey ON experiments.results USING btree (brand_id, experiment_id, metric, week)

table exports.exports
  brand_id uuid not null
  export_id uuid not null
  what text not null
  segment_id uuid
  format text not null
  state text not null default 'running'::text
  rows bigint not null default 0
  pieces integer not null default 0
  bytes bigint not null default 0
  place jsonb
  actor jsonb not null
  created_at timestamp with time zone not null
  ended_at timestamp with time zone
  CHECK ((format = ANY (ARRAY['ndjson'::text, 'csv'::text, 'csv-sjis'::text, 'parquet'::text])))
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'expired'::text])))
  PRIMARY KEY (brand_id, export_id)
  policy own_brand for all
  CREATE UNIQUE INDEX exports_pkey ON exports.exports USING btree (brand_id, export_id)

table exports.pieces
  brand_id uuid not null
  export_id uuid not null
  piece_no integer not null
  rows integer not null
  bytes bytea not null
  PRIMARY KEY (brand_id, export_id, piece_no)
  policy own_brand for all
  CREATE UNIQUE INDEX pieces_pkey ON exports.pieces USING btree (brand_id, export_id, piece_no)

table flows.cursors
  brand_id uuid not null
  upto xid8 not null default '0'::xid8
  upto_seq bigint not null default 0
  leased_by text
  leased_until timestamp with time zone
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX cursors_pkey ON flows.cursors USING btree (brand_id)

table flows.entrants
  brand_id uuid not null
  flow_id uuid not null
  entry_key text not null
  seq bigint not null
  customer_id uuid not null
  at timestamp with time zone not null
  facts jsonb not null default '{}'::jsonb
  PRIMARY KEY (brand_id, flow_id, entry_key)
  policy own_brand for all
  policy platform for all
  CREATE INDEX entrants_order ON flows.entrants USING btree (brand_id, seq)
  CREATE UNIQUE INDEX entrants_pkey ON flows.entrants USING btree (brand_id, flow_id, entry_key)

table flows.entries
  brand_id uuid not null
  flow_id uuid not null
  entry_key text not null
  customer_id uuid not null
  version integer not null
  at timestamp with time zone not null
  decided_at timestamp with time zone not null
  outcome text not null
  run_id uuid
  seen jsonb not null default '{}'::jsonb
  PRIMARY KEY (brand_id, flow_id, entry_key)
  policy own_brand for all
  CREATE INDEX entries_customer ON flows.entries USING btree (brand_id, customer_id, flow_id, at DESC)
  CREATE UNIQUE INDEX entries_pkey ON flows.entries USING btree (brand_id, flow_id, entry_key)

table flows.flows
  brand_id uuid not null
  flow_id uuid not null
  key text
  name_ja text not null
  name_en text not null
  state text not null default 'draft'::text
  mode text not null default 'live'::text
  live_version integer
  revision integer not null default 1
  trigger_kind text
  trigger_names text[] not null default '{}'::text[]
  trigger_segment uuid
  trigger_move text
  live_since timestamp with time zone
  timed_until timestamp with time zone
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  published_at timestamp with time zone
  CHECK ((mode = ANY (ARRAY['live'::text, 'shadow'::text])))
  CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'paused'::text, 'archived'::text])))
  CHECK ((trigger_kind = ANY (ARRAY['event'::text, 'segment'::text, 'date'::text, 'schedule'::text, 'launch'::text, 'call'::text])))
  PRIMARY KEY (brand_id, flow_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX flows_pkey ON flows.flows USING btree (brand_id, flow_id)

table flows.run_goes
  brand_id uuid not null
  run_id uuid not null
  visit integer not null
  arrived_at timestamp with time zone not null
  steps json not null
  PRIMARY KEY (brand_id, run_id, visit)
  policy own_brand for all
  CREATE UNIQUE INDEX run_goes_pkey ON flows.run_goes USING btree (brand_id, run_id, visit)

table flows.runs
  brand_id uuid not null
  run_id uuid not null
  flow_id uuid not null
  version integer not null
  customer_id uuid not null
  came_as uuid not null
  entered_at timestamp with time zone not null
  created_at timestamp with time zone not null
  facts jsonb not null default '{}'::jsonb
  state text not null
  step text
  arrived_at timestamp with time zone not null
  due_at timestamp with time zone
  visit integer not null default 0
  rounds jsonb not null default '[]'::jsonb
  goal_at timestamp with time zone
  ended_by text
  reason text
  ended_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'parked'::text, 'ended'::text])))
  PRIMARY KEY (brand_id, flow_id, run_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX runs_customer ON flows.runs USING btree (brand_id, customer_id, flow_id)
  CREATE INDEX runs_due ON flows.runs USING btree (brand_id, due_at) WHERE (state = 'active'::text)
  CREATE UNIQUE INDEX runs_pkey ON flows.runs USING btree (brand_id, flow_id, run_id)

table flows.starts
  brand_id uuid not null
  flow_id uuid not null
  key text not null
  at timestamp with time zone not null
  after uuid
  found integer not null default 0
  missed boolean not null default false
  done_at timestamp with time zone
  PRIMARY KEY (brand_id, flow_id, key)
  policy own_brand for all
  policy platform for all
  CREATE INDEX starts_open ON flows.starts USING btree (brand_id, at) WHERE (done_at IS NULL)
  CREATE UNIQUE INDEX starts_pkey ON flows.starts USING btree (brand_id, flow_id, key)

table flows.step_counts
  brand_id uuid not null
  flow_id uuid not null
  version integer not null
  step text not null
  way text not null
  outcome text not null
  day date not null
  n integer not null
  policy own_brand for all
  CREATE INDEX step_counts_flow ON flows.step_counts USING btree (brand_id, flow_id)

table flows.tasks
  brand_id uuid not null
  task_id uuid not null
  flow_id uuid not null
  key text not null
  customer_id uuid not null
  title_ja text not null
  title_en text not null
  text text not null
  created_at timestamp with time zone not null
  done_at timestamp with time zone
  done_by text
  PRIMARY KEY (brand_id, task_id)
  UNIQUE (brand_id, key)
  policy own_brand for all
  CREATE INDEX tasks_open ON flows.tasks USING btree (brand_id, done_at, task_id)
  CREATE UNIQUE INDEX tasks_brand_id_key_key ON flows.tasks USING btree (brand_id, key)
  CREATE UNIQUE INDEX tasks_pkey ON flows.tasks USING btree (brand_id, task_id)

table flows.versions
  brand_id uuid not null
  flow_id uuid not null
  version integer not null
  document jsonb not null
  note text not null default ''::text
  published_at timestamp with time zone
  published_by text
  PRIMARY KEY (brand_id, flow_id, version)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX versions_draft ON flows.versions USING btree (brand_id, flow_id) WHERE (published_at IS NULL)
  CREATE UNIQUE INDEX versions_pkey ON flows.versions USING btree (brand_id, flow_id, version)

table imports.chunks
  brand_id uuid not null
  import_id uuid not null
  chunk_no integer not null
  rows integer not null
  done_at timestamp with time zone
  FOREIGN KEY (brand_id, import_id) REFERENCES imports.imports(brand_id, import_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, import_id, chunk_no)
  policy own_brand for all
  CREATE UNIQUE INDEX chunks_pkey ON imports.chunks USING btree (brand_id, import_id, chunk_no)

table imports.files
  brand_id uuid not null
  import_id uuid not null
  file_no integer not null
  name text not null
  layout jsonb
  first_row integer
  FOREIGN KEY (brand_id, import_id) REFERENCES imports.imports(brand_id, import_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, import_id, file_no)
  policy own_brand for all
  CREATE UNIQUE INDEX files_pkey ON imports.files USING btree (brand_id, import_id, file_no)

table imports.imports
  brand_id uuid not null
  import_id uuid not null
  kind text not null
  name text not null
  source text not null
  state text not null
  failure text
  failure_details jsonb
  settings jsonb not null
  mapping jsonb not null default '{}'::jsonb
  reading jsonb
  attempt integer not null default 0
  run integer not null default 0
  rows_total integer not null default 0
  rows_done integer not null default 0
  problems integer not null default 0
  chunks_total integer not null default 0
  chunks_done integer not null default 0
  created integer not null default 0
  changed integer not null default 0
  unchanged integer not null default 0
  returned integer not null default 0
  skipped integer not null default 0
  refused integer not null default 0
  actor jsonb not null
  created_at timestamp with time zone not null
  started_at timestamp with time zone
  finished_at timestamp with time zone
  emptied_at timestamp with time zone
  CHECK ((kind = ANY (ARRAY['orders'::text, 'products'::text, 'customers'::text])))
  CHECK ((state = ANY (ARRAY['uploading'::text, 'ready'::text, 'splitting'::text, 'running'::text, 'paused'::text, 'finished'::text, 'cancelled'::text, 'failed'::text])))
  PRIMARY KEY (brand_id, import_id)
  policy own_brand for all
  CREATE INDEX imports_by_time ON imports.imports USING btree (brand_id, import_id DESC)
  CREATE UNIQUE INDEX imports_pkey ON imports.imports USING btree (brand_id, import_id)

table imports.layouts
  brand_id uuid not null
  kind text not null
  source text not null
  mapping jsonb not null
  settings jsonb not null
  saved_at timestamp with time zone not null
  columns text[]
  PRIMARY KEY (brand_id, kind, source)
  policy own_brand for all
  CREATE UNIQUE INDEX layouts_pkey ON imports.layouts USING btree (brand_id, kind, source)

table imports.parts
  brand_id uuid not null
  import_id uuid not null
  attempt integer not null
  stage integer not null
  chunk_no integer not null
  part_no integer not null
  rows integer not null
  lines text not null
  CHECK ((stage = ANY (ARRAY[1, 2])))
  FOREIGN KEY (brand_id, import_id) REFERENCES imports.imports(brand_id, import_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, import_id, attempt, stage, chunk_no, part_no)
  policy own_brand for all
  CREATE UNIQUE INDEX parts_pkey ON imports.parts USING btree (brand_id, import_id, attempt, stage, chunk_no, part_no)

table imports.pieces
  brand_id uuid not null
  import_id uuid not null
  file_no integer not null
  piece_no integer not null
  sha256 text not null
  bytes bytea not null
  FOREIGN KEY (brand_id, import_id, file_no) REFERENCES imports.files(brand_id, import_id, file_no) ON DELETE CASCADE
  PRIMARY KEY (brand_id, import_id, file_no, piece_no)
  policy own_brand for all
  CREATE UNIQUE INDEX pieces_pkey ON imports.pieces USING btree (brand_id, import_id, file_no, piece_no)

table imports.problems
  brand_id uuid not null
  import_id uuid not null
  row_no integer not null
  problem integer not null
  field text not null
  code text not null
  value text not null
  FOREIGN KEY (brand_id, import_id) REFERENCES imports.imports(brand_id, import_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, import_id, row_no, problem)
  policy own_brand for all
  CREATE UNIQUE INDEX problems_pkey ON imports.problems USING btree (brand_id, import_id, row_no, problem)

table imports.rows
  brand_id uuid not null
  import_id uuid not null
  row_no integer not null
  target_id uuid
  PRIMARY KEY (brand_id, import_id, row_no)
  policy own_brand for all
  CREATE UNIQUE INDEX rows_pkey ON imports.rows USING btree (brand_id, import_id, row_no)

table kernel.clock
  brand_id uuid not null
  boot text not null
  beat_at timestamp with time zone not null
  up_ms bigint not null
  PRIMARY KEY (brand_id, boot)
  policy everyone_reads for select
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX clock_pkey ON kernel.clock USING btree (brand_id, boot)

table kernel.clock_moves
  brand_id uuid not null
  move_id uuid not null
  what text not null
  machine text not null
  moved_ms bigint not null
  noticed_at timestamp with time zone not null
  confirmed_at timestamp with time zone
  confirmed_by text
  over_at timestamp with time zone
  CHECK ((what = ANY (ARRAY['database'::text, 'machine'::text])))
  PRIMARY KEY (brand_id, move_id)
  policy everyone_reads for select
  policy own_brand for all
  policy platform for all
  CREATE INDEX clock_moves_open ON kernel.clock_moves USING btree (brand_id) WHERE ((confirmed_at IS NULL) AND (over_at IS NULL))
  CREATE UNIQUE INDEX clock_moves_pkey ON kernel.clock_moves USING btree (brand_id, move_id)

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
  crashes integer not null default 0
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

table klaviyo.connections
  brand_id uuid not null
  sealed_key text not null
  key_ending text not null
  connected_at timestamp with time zone not null
  PRIMARY KEY (brand_id)
  policy own_brand for all
  CREATE UNIQUE INDEX connections_pkey ON klaviyo.connections USING btree (brand_id)

table klaviyo.imports
  brand_id uuid not null
  import_id uuid not null
  state text not null
  stage text not null
  list_id text
  cursor text
  pages integer not null default 0
  run integer not null default 1
  restarts integer not null default 0
  events_since timestamp with time zone
  tally jsonb not null default '{}'::jsonb
  problems integer not null default 0
  failure text
  actor jsonb not null
  created_at timestamp with time zone not null
  moved_at timestamp with time zone not null
  finished_at timestamp with time zone
  changed_since timestamp with time zone
  key_mark text not null default ''::text
  CHECK ((stage = ANY (ARRAY['checking'::text, 'people'::text, 'suppressed'::text, 'lists'::text, 'members'::text, 'settling'::text, 'events'::text, 'done'::text])))
  CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'finished'::text, 'cancelled'::text, 'failed'::text])))
  PRIMARY KEY (brand_id, import_id)
  policy own_brand for all
  CREATE UNIQUE INDEX imports_pkey ON klaviyo.imports USING btree (brand_id, import_id)
  CREATE UNIQUE INDEX imports_unended ON klaviyo.imports USING btree (brand_id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text, 'failed'::text]))

table klaviyo.lists
  brand_id uuid not null
  list_id text not null
  name text not null
  import_id uuid not null
  PRIMARY KEY (brand_id, list_id)
  policy own_brand for all
  CREATE UNIQUE INDEX lists_pkey ON klaviyo.lists USING btree (brand_id, list_id)

table klaviyo.members
  brand_id uuid not null
  list_id text not null
  profile_id text not null
  import_id uuid not null
  PRIMARY KEY (brand_id, list_id, profile_id)
  policy own_brand for all
  CREATE INDEX members_brand_id_import_id_idx ON klaviyo.members USING btree (brand_id, import_id)
  CREATE INDEX members_brand_id_profile_id_idx ON klaviyo.members USING btree (brand_id, profile_id)
  CREATE UNIQUE INDEX members_pkey ON klaviyo.members USING btree (brand_id, list_id, profile_id)

table klaviyo.people
  brand_id uuid not null
  profile_id text not null
  customer_id uuid not null
  said_hash text not null
  lists_stale boolean not null default false
  PRIMARY KEY (brand_id, profile_id)
  policy own_brand for all
  CREATE INDEX people_brand_id_customer_id_idx ON klaviyo.people USING btree (brand_id, customer_id)
  CREATE INDEX people_brand_id_profile_id_idx ON klaviyo.people USING btree (brand_id, profile_id) WHERE lists_stale
  CREATE UNIQUE INDEX people_pkey ON klaviyo.people USING btree (brand_id, profile_id)

table klaviyo.problems
  brand_id uuid not null
  import_id uuid not null
  problem_id uuid not null
  kind text not null
  item_id text not null
  field text not null
  code text not null
  CHECK ((kind = ANY (ARRAY['profile'::text, 'list'::text, 'event'::text])))
  PRIMARY KEY (brand_id, import_id, problem_id)
  policy own_brand for all
  CREATE UNIQUE INDEX problems_pkey ON klaviyo.problems USING btree (brand_id, import_id, problem_id)

table line.accounts
  brand_id uuid not null
  account_id uuid not null
  channel_secret text not null
  previous_secret text
  previous_until timestamp with time zone
  access_token text not null
  bot_user_id text not null
  basic_id text not null
  display_name text not null
  picture_url text
  state text not null default 'active'::text
  quota_limit bigint
  quota_used bigint
  checked_at timestamp with time zone
  closed_because text
  closed_until timestamp with time zone
  last_event_at timestamp with time zone
  created_at timestamp with time zone not null
  CHECK ((closed_because = ANY (ARRAY['monthly-limit'::text, 'token-refused'::text, 'not-allowed'::text])))
  CHECK ((state = ANY (ARRAY['active'::text, 'disconnected'::text])))
  PRIMARY KEY (brand_id, account_id)
  UNIQUE (brand_id, bot_user_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX accounts_account_id_idx ON line.accounts USING btree (account_id)
  CREATE UNIQUE INDEX accounts_brand_id_bot_user_id_key ON line.accounts USING btree (brand_id, bot_user_id)
  CREATE UNIQUE INDEX accounts_pkey ON line.accounts USING btree (brand_id, account_id)
  CREATE UNIQUE INDEX one_active_account ON line.accounts USING btree (brand_id) WHERE (state = 'active'::text)

table line.attempts
  brand_id uuid not null
  retry_key uuid not null
  way text not null
  began_at timestamp with time zone not null
  batch_id uuid
  CHECK ((way = ANY (ARRAY['push'::text, 'reply'::text, 'multicast'::text])))
  PRIMARY KEY (brand_id, retry_key)
  policy own_brand for all
  CREATE UNIQUE INDEX attempts_pkey ON line.attempts USING btree (brand_id, retry_key)

table line.bad_signatures
  brand_id uuid not null
  account_id uuid not null
  minute timestamp with time zone not null
  count integer not null
  PRIMARY KEY (brand_id, account_id, minute)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX bad_signatures_pkey ON line.bad_signatures USING btree (brand_id, account_id, minute)

table line.batches
  brand_id uuid not null
  batch_id uuid not null
  messages jsonb not null
  user_ids text[] not null
  taken_at timestamp with time zone
  began_at timestamp with time zone not null
  PRIMARY KEY (brand_id, batch_id)
  policy own_brand for all
  CREATE UNIQUE INDEX batches_pkey ON line.batches USING btree (brand_id, batch_id)

table line.caught
  brand_id uuid not null
  caught_id uuid not null
  user_id text not null
  way text not null
  messages jsonb not null
  caught_at timestamp with time zone not null
  PRIMARY KEY (brand_id, caught_id)
  policy own_brand for all
  CREATE INDEX caught_brand_id_caught_at_caught_id_idx ON line.caught USING btree (brand_id, caught_at DESC, caught_id DESC)
  CREATE UNIQUE INDEX caught_pkey ON line.caught USING btree (brand_id, caught_id)

table line.friends
  brand_id uuid not null
  account_id uuid not null
  user_id text not null
  customer_id uuid not null
  person_id uuid not null
  state text not null
  state_at timestamp with time zone not null
  followed_at timestamp with time zone
  display_name text
  picture_url text
  profile_at timestamp with time zone
  linked_at timestamp with time zone
  reply_token text
  reply_token_at timestamp with time zone
  last_said_at timestamp with time zone
  last_at timestamp with time zone
  read_until timestamp with time zone not null default '-infinity'::timestamp with time zone
  menu_id uuid
  CHECK ((state = ANY (ARRAY['following'::text, 'blocked'::text])))
  PRIMARY KEY (brand_id, account_id, user_id)
  policy own_brand for all
  CREATE INDEX friends_brand_id_last_at_user_id_idx ON line.friends USING btree (brand_id, last_at DESC, user_id) WHERE (last_at IS NOT NULL)
  CREATE INDEX friends_brand_id_person_id_idx ON line.friends USING btree (brand_id, person_id)
  CREATE UNIQUE INDEX friends_pkey ON line.friends USING btree (brand_id, account_id, user_id)

table line.link_attempts
  brand_id uuid not null
  attempt_id uuid not null
  account_id uuid not null
  link_token text not null
  key_hash text not null
  email text not null
  customer_id uuid
  code_hash text not null
  tries integer not null default 0
  proven_at timestamp with time zone
  choice text
  nonce_hash text
  used_at timestamp with time zone
  expires_at timestamp with time zone not null
  CHECK ((choice = ANY (ARRAY['replace'::text, 'both'::text])))
  PRIMARY KEY (brand_id, attempt_id)
  policy own_brand for all
  CREATE UNIQUE INDEX link_attempts_pkey ON line.link_attempts USING btree (brand_id, attempt_id)
  CREATE UNIQUE INDEX one_nonce ON line.link_attempts USING btree (brand_id, nonce_hash) WHERE (nonce_hash IS NOT NULL)

table line.logins
  brand_id uuid not null
  channel_id text not null
  channel_secret text not null
  liff_id text
  changed_at timestamp with time zone not null
  PRIMARY KEY (brand_id)
  policy own_brand for all
  CREATE UNIQUE INDEX logins_pkey ON line.logins USING btree (brand_id)

table line.messages
  brand_id uuid not null
  message_id uuid not null
  account_id uuid not null
  user_id text not null
  line_id text
  direction text not null
  kind text not null
  text text
  detail jsonb not null default '{}'::jsonb
  at timestamp with time zone not null
  unsent_at timestamp with time zone
  written_by jsonb
  state text
  reason text
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
  CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'failed'::text, 'unknown'::text])))
  PRIMARY KEY (brand_id, message_id)
  policy own_brand for all
  CREATE INDEX messages_brand_id_account_id_user_id_at_message_id_idx ON line.messages USING btree (brand_id, account_id, user_id, at DESC, message_id)
  CREATE UNIQUE INDEX messages_pkey ON line.messages USING btree (brand_id, message_id)
  CREATE UNIQUE INDEX one_of_each ON line.messages USING btree (brand_id, account_id, line_id) WHERE (line_id IS NOT NULL)

table line.narrowcast_people
  brand_id uuid not null
  retry_key uuid not null
  narrowcast_id uuid not null
  message_id uuid not null
  user_id text not null
  ended text
  PRIMARY KEY (brand_id, retry_key)
  policy own_brand for all
  CREATE INDEX narrowcast_people_brand_id_narrowcast_id_idx ON line.narrowcast_people USING btree (brand_id, narrowcast_id)
  CREATE INDEX narrowcast_people_brand_id_user_id_idx ON line.narrowcast_people USING btree (brand_id, user_id)
  CREATE UNIQUE INDEX narrowcast_people_pkey ON line.narrowcast_people USING btree (brand_id, retry_key)

table line.narrowcasts
  brand_id uuid not null
  narrowcast_id uuid not null
  account_id uuid not null
  words text not null
  messages jsonb not null
  state text not null
  reason text
  audience_id bigint
  request_id text
  posted_at timestamp with time zone
  target_count bigint
  success_count bigint
  failure_count bigint
  began_at timestamp with time zone not null
  joined_at timestamp with time zone not null
  ended_at timestamp with time zone
  origin_id uuid
  CHECK ((state = ANY (ARRAY['gathering'::text, 'closed'::text, 'uploaded'::text, 'sending'::text, 'multicast'::text, 'sent'::text, 'failed'::text, 'unknown'::text])))
  PRIMARY KEY (brand_id, narrowcast_id)
  policy own_brand for all
  CREATE INDEX narrowcasts_brand_id_origin_id_began_at_idx ON line.narrowcasts USING btree (brand_id, origin_id, began_at DESC)
  CREATE UNIQUE INDEX narrowcasts_brand_id_account_id_words_idx ON line.narrowcasts USING btree (brand_id, account_id, words) WHERE (state = 'gathering'::text)
  CREATE UNIQUE INDEX narrowcasts_pkey ON line.narrowcasts USING btree (brand_id, narrowcast_id)

table line.rich_menus
  brand_id uuid not null
  menu_id uuid not null
  account_id uuid not null
  name text not null
  chat_bar_text text not null
  layout text not null
  areas jsonb not null
  picture_id text not null
  audience text not null
  rank integer not null
  state text not null
  line_menu_id text
  reason text
  changed_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['draft'::text, 'publishing'::text, 'live'::text, 'withdrawing'::text, 'withdrawn'::text])))
  PRIMARY KEY (brand_id, menu_id)
  policy own_brand for all
  CREATE UNIQUE INDEX rich_menus_pkey ON line.rich_menus USING btree (brand_id, menu_id)

table loyalty.acts
  brand_id uuid not null
  act_id uuid not null
  customer_id uuid not null
  action text not null
  once_key text not null
  cause_id text not null
  version integer not null
  points bigint not null
  at timestamp with time zone not null
  seen_at timestamp with time zone not null
  state text not null
  book text not null default 'live'::text
  proof jsonb
  reason text
  decided_at timestamp with time zone
  decided_by text
  CHECK ((state = ANY (ARRAY['waiting'::text, 'awarded'::text, 'refused'::text, 'taken-back'::text])))
  PRIMARY KEY (brand_id, act_id)
  policy own_brand for all
  CREATE INDEX acts_by_rule ON loyalty.acts USING btree (brand_id, action, at)
  CREATE INDEX acts_of_customer ON loyalty.acts USING btree (brand_id, customer_id, at DESC)
  CREATE INDEX acts_waiting ON loyalty.acts USING btree (brand_id, seen_at, act_id) WHERE (state = 'waiting'::text)
  CREATE UNIQUE INDEX acts_by_cause ON loyalty.acts USING btree (brand_id, book, action, customer_id, cause_id)
  CREATE UNIQUE INDEX acts_once ON loyalty.acts USING btree (brand_id, book, action, customer_id, once_key) WHERE (state = ANY (ARRAY['waiting'::text, 'awarded'::text]))
  CREATE UNIQUE INDEX acts_pkey ON loyalty.acts USING btree (brand_id, act_id)

table loyalty.boosts
  brand_id uuid not null
  boost_id uuid not null
  customer_id uuid not null
  bonus_bp integer not null
  name_ja text not null
  name_en text not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  cause text not null
  CHECK ((bonus_bp > 0))
  PRIMARY KEY (brand_id, boost_id)
  UNIQUE (brand_id, cause)
  policy own_brand for all
  CREATE INDEX boosts_of_customer ON loyalty.boosts USING btree (brand_id, customer_id, until_at)
  CREATE UNIQUE INDEX boosts_brand_id_cause_key ON loyalty.boosts USING btree (brand_id, cause)
  CREATE UNIQUE INDEX boosts_pkey ON loyalty.boosts USING btree (brand_id, boost_id)

table loyalty.cursors
  brand_id uuid not null
  upto xid8 not null default '0'::xid8
  upto_seq bigint not null default 0
  leased_by text
  leased_until timestamp with time zone
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX cursors_pkey ON loyalty.cursors USING btree (brand_id)

table loyalty.fixed_orders
  brand_id uuid not null
  fix_id uuid not null
  order_id uuid not null
  customer_id uuid not null
  version_before integer not null
  member_before jsonb not null
  member_after jsonb not null
  points_before bigint not null
  points_after bigint not null
  PRIMARY KEY (brand_id, fix_id, order_id)
  policy own_brand for all
  CREATE INDEX fixed_orders_by_size ON loyalty.fixed_orders USING btree (brand_id, fix_id, abs((points_after - points_before)) DESC, order_id)
  CREATE UNIQUE INDEX fixed_orders_pkey ON loyalty.fixed_orders USING btree (brand_id, fix_id, order_id)

table loyalty.fixes
  brand_id uuid not null
  fix_id uuid not null
  version integer not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  reason text not null
  state text not null default 'looked-at'::text
  made_at timestamp with time zone not null
  made_by text not null
  applied_at timestamp with time zone
  applied_by text
  reversed_at timestamp with time zone
  reversed_by text
  orders integer not null
  people integer not null
  more bigint not null
  fewer bigint not null
  CHECK ((state = ANY (ARRAY['looked-at'::text, 'applied'::text, 'reversed'::text])))
  PRIMARY KEY (brand_id, fix_id)
  policy own_brand for all
  CREATE UNIQUE INDEX fixes_pkey ON loyalty.fixes USING btree (brand_id, fix_id)

table loyalty.joined
  brand_id uuid not null
  customer_id uuid not null
  joined_on date not null
  month_day text not null
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE INDEX joined_by_day ON loyalty.joined USING btree (brand_id, month_day)
  CREATE UNIQUE INDEX joined_pkey ON loyalty.joined USING btree (brand_id, customer_id)

table loyalty.order_steps
  brand_id uuid not null
  order_id uuid not null
  rule text not null
  customer_id uuid not null
  points bigint not null
  PRIMARY KEY (brand_id, order_id, rule)
  policy own_brand for all
  CREATE INDEX order_steps_by_rule ON loyalty.order_steps USING btree (brand_id, rule, customer_id)
  CREATE UNIQUE INDEX order_steps_pkey ON loyalty.order_steps USING btree (brand_id, order_id, rule)

table loyalty.orders
  brand_id uuid not null
  order_id uuid not null
  customer_id uuid not null
  version integer not null
  member jsonb not null
  placed_at timestamp with time zone not null
  paid_at timestamp with time zone not null
  base bigint not null
  points bigint not null
  used bigint not null default 0
  returned bigint not null default 0
  confirms_at timestamp with time zone
  seq integer not null default 0
  changed_at timestamp with time zone not null
  CHECK ((points >= 0))
  PRIMARY KEY (brand_id, order_id)
  policy own_brand for all
  CREATE INDEX orders_by_time ON loyalty.orders USING btree (brand_id, placed_at)
  CREATE INDEX orders_of_customer ON loyalty.orders USING btree (brand_id, customer_id, placed_at)
  CREATE UNIQUE INDEX orders_pkey ON loyalty.orders USING btree (brand_id, order_id)

table loyalty.programmes
  brand_id uuid not null
  version integer not null
  document jsonb not null
  note text not null default ''::text
  revision integer not null default 1
  changed_at timestamp with time zone not null
  published_at timestamp with time zone
  published_by text
  holds_from timestamp with time zone
  event_names text[] not null default '{}'::text[]
  PRIMARY KEY (brand_id, version)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX programmes_draft ON loyalty.programmes USING btree (brand_id) WHERE (published_at IS NULL)
  CREATE UNIQUE INDEX programmes_pkey ON loyalty.programmes USING btree (brand_id, version)

table loyalty.spends
  brand_id uuid not null
  order_id uuid not null
  spend_type text not null
  spend_id text not null
  points bigint not null
  PRIMARY KEY (brand_id, order_id, spend_type, spend_id)
  policy own_brand for all
  CREATE UNIQUE INDEX spends_pkey ON loyalty.spends USING btree (brand_id, order_id, spend_type, spend_id)

table maido_schema.migrations
  area text not null
  name text not null
  checksum text not null
  finished_at timestamp with time zone
  PRIMARY KEY (area, name)
  CREATE UNIQUE INDEX migrations_pkey ON maido_schema.migrations USING btree (area, name)

table members.acceptances
  brand_id uuid not null
  customer_id uuid not null
  version integer not null
  accepted_at timestamp with time zone not null
  door text not null
  evidence jsonb not null default '{}'::jsonb
  PRIMARY KEY (brand_id, customer_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX acceptances_pkey ON members.acceptances USING btree (brand_id, customer_id, version)

table members.cards
  brand_id uuid not null
  card text not null
  customer_id uuid
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
  CHECK ((card ~ '^2[0-9]{12}$'::text))
  PRIMARY KEY (brand_id, card)
  policy own_brand for all
  CREATE INDEX cards_of_member ON members.cards USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX cards_pkey ON members.cards USING btree (brand_id, card)

table members.documents
  brand_id uuid not null
  name text not null
  version integer not null
  document jsonb not null
  note text not null default ''::text
  revision integer not null default 1
  changed_at timestamp with time zone not null
  published_at timestamp with time zone
  published_by text
  PRIMARY KEY (brand_id, name, version)
  policy own_brand for all
  CREATE UNIQUE INDEX documents_draft ON members.documents USING btree (brand_id, name) WHERE (published_at IS NULL)
  CREATE UNIQUE INDEX documents_pkey ON members.documents USING btree (brand_id, name, version)

table members.gifts
  brand_id uuid not null
  customer_id uuid not null
  rank_key text not null
  period text not null
  given_at timestamp with time zone not null
  what jsonb not null
  PRIMARY KEY (brand_id, customer_id, rank_key, period)
  policy own_brand for all
  CREATE UNIQUE INDEX gifts_pkey ON members.gifts USING btree (brand_id, customer_id, rank_key, period)

table members.holdings
  brand_id uuid not null
  holding_id uuid not null
  customer_id uuid not null
  plan_id uuid not null
  kind text not null
  state text not null
  cause text not null
  evidence jsonb not null default '{}'::jsonb
  asked_at timestamp with time zone not null
  from_at timestamp with time zone
  until_at timestamp with time zone
  decided_at timestamp with time zone
  decided_by text
  reason text
  CHECK ((kind = ANY (ARRAY['paid'::text, 'student'::text, 'other'::text])))
  CHECK ((state = ANY (ARRAY['waiting'::text, 'active'::text, 'refused'::text, 'ended'::text])))
  PRIMARY KEY (brand_id, holding_id)
  UNIQUE (brand_id, plan_id, customer_id, cause)
  policy own_brand for all
  CREATE INDEX holdings_ending ON members.holdings USING btree (brand_id, until_at) WHERE (state = 'active'::text)
  CREATE INDEX holdings_of_member ON members.holdings USING btree (brand_id, customer_id)
  CREATE INDEX holdings_waiting ON members.holdings USING btree (brand_id, asked_at) WHERE (state = 'waiting'::text)
  CREATE UNIQUE INDEX holdings_brand_id_plan_id_customer_id_cause_key ON members.holdings USING btree (brand_id, plan_id, customer_id, cause)
  CREATE UNIQUE INDEX holdings_pkey ON members.holdings USING btree (brand_id, holding_id)

table members.members
  brand_id uuid not null
  customer_id uuid not null
  root_id uuid not null
  is_main boolean not null default true
  enrolled_at timestamp with time zone not null
  door text not null
  left_at timestamp with time zone
  ring text
  terms_version integer
  terms_at timestamp with time zone
  rank_key text
  rank_since timestamp with time zone
  rank_until timestamp with time zone
  rank_total bigint
  next_key text
  missing bigint
  ranks_version integer
  judge_at timestamp with time zone
  CHECK ((door = ANY (ARRAY['mail'::text, 'line'::text, 'shop'::text, 'api'::text, 'import'::text, 'page'::text])))
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE INDEX members_by_time ON members.members USING btree (brand_id, enrolled_at DESC, customer_id DESC) WHERE is_main
  CREATE INDEX members_of_ring ON members.members USING btree (brand_id, ring) WHERE (ring IS NOT NULL)
  CREATE INDEX members_of_root ON members.members USING btree (brand_id, root_id)
  CREATE INDEX members_to_judge ON members.members USING btree (brand_id, judge_at) WHERE (is_main AND (left_at IS NULL) AND (judge_at IS NOT NULL))
  CREATE UNIQUE INDEX members_main ON members.members USING btree (brand_id, root_id) WHERE is_main
  CREATE UNIQUE INDEX members_pkey ON members.members USING btree (brand_id, customer_id)

table members.rank_changes
  brand_id uuid not null
  change_id uuid not null
  customer_id uuid not null
  from_key text
  to_key text not null
  at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  is_up boolean not null
  total bigint not null
  why text not null
  ranks_version integer not null
  PRIMARY KEY (brand_id, change_id)
  policy own_brand for all
  CREATE INDEX rank_changes_of_member ON members.rank_changes USING btree (brand_id, customer_id, recorded_at DESC)
  CREATE UNIQUE INDEX rank_changes_pkey ON members.rank_changes USING btree (brand_id, change_id)

table messages.attempts
  brand_id uuid not null
  message_id uuid not null
  round integer not null
  attempt integer not null
  at timestamp with time zone not null
  outcome text not null
  reason text
  phase text
  code integer
  response text
  transport text
  PRIMARY KEY (brand_id, message_id, round, attempt)
  policy own_brand for all
  CREATE UNIQUE INDEX attempts_pkey ON messages.attempts USING btree (brand_id, message_id, round, attempt)

table messages.caught
  brand_id uuid not null
  caught_id uuid not null
  received_at timestamp with time zone not null
  mail_id text not null
  envelope_from text not null
  envelope_to text[] not null
  from_box jsonb not null
  to_boxes jsonb not null
  subject text not null
  headers jsonb not null
  attachments jsonb not null
  body bytea not null
  raw bytea not null
  PRIMARY KEY (brand_id, caught_id)
  policy own_brand for all
  CREATE INDEX caught_by_mail ON messages.caught USING btree (brand_id, mail_id)
  CREATE INDEX caught_by_time ON messages.caught USING btree (brand_id, received_at DESC, caught_id DESC)
  CREATE UNIQUE INDEX caught_pkey ON messages.caught USING btree (brand_id, caught_id)

table messages.drafts
  brand_id uuid not null
  kind text not null
  language text not null
  document jsonb not null
  based_on integer not null
  revision integer not null default 1
  changed_at timestamp with time zone not null
  changed_by text not null
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  PRIMARY KEY (brand_id, kind, language)
  policy own_brand for all
  CREATE UNIQUE INDEX drafts_pkey ON messages.drafts USING btree (brand_id, kind, language)

table messages.messages
  brand_id uuid not null
  message_id uuid not null
  customer_id uuid
  key text not null
  kind text not null
  purpose text not null
  language text not null
  to_name text
  to_address text
  to_key text
  facts jsonb
  mail_id text not null
  state text not null
  reason text
  round integer not null default 1
  attempts integer not null default 0
  cause text not null
  planned_at timestamp with time zone not null
  expires_at timestamp with time zone
  first_tried_at timestamp with time zone
  accepted_at timestamp with time zone
  ended_at timestamp with time zone
  template_version integer
  template_hash text
  transport text
  draft jsonb
  channel text default 'email'::text
  channels text[]
  template_id uuid
  instead_id uuid
  instead_version integer
  origin_kind text
  origin_id uuid
  origin_version integer
  origin_step text
  intent text
  discount_bp integer
  topic text
  segment_id uuid
  send_at timestamp with time zone
  decision jsonb
  decided_at timestamp with time zone
  merged_into uuid
  cost_milli_yen integer
  reference text
  CHECK ((intent = ANY (ARRAY['value'::text, 'ask'::text, 'discount'::text])))
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  CHECK ((origin_kind = ANY (ARRAY['campaign'::text, 'flow'::text])))
  CHECK ((purpose = ANY (ARRAY['transactional'::text, 'marketing'::text])))
  CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'deferred'::text, 'attempting'::text, 'retrying'::text, 'accepted'::text, 'failed'::text, 'unknown'::text, 'expired'::text, 'skipped'::text, 'merged'::text])))
  PRIMARY KEY (brand_id, message_id)
  UNIQUE (brand_id, key)
  policy own_brand for all
  CREATE INDEX letters_of_customer ON messages.messages USING btree (brand_id, customer_id, COALESCE(ended_at, planned_at) DESC) WHERE ((purpose = 'marketing'::text) AND (state = ANY (ARRAY['planned'::text, 'deferred'::text, 'attempting'::text, 'retrying'::text, 'accepted'::text, 'unknown'::text])))
  CREATE INDEX messages_by_time ON messages.messages USING btree (brand_id, planned_at DESC, message_id DESC)
  CREATE INDEX messages_not_accepted ON messages.messages USING btree (brand_id, state, planned_at DESC, message_id DESC) WHERE (state <> 'accepted'::text)
  CREATE INDEX messages_of_customer ON messages.messages USING btree (brand_id, customer_id, planned_at DESC, message_id DESC)
  CREATE INDEX messages_of_origin ON messages.messages USING btree (brand_id, origin_id, origin_step, state, message_id) WHERE (origin_id IS NOT NULL)
  CREATE INDEX messages_refused ON messages.messages USING btree (brand_id, to_key, ended_at) WHERE (state = 'failed'::text)
  CREATE INDEX messages_with_facts ON messages.messages USING btree (brand_id, planned_at) WHERE (facts IS NOT NULL)
  CREATE UNIQUE INDEX messages_brand_id_key_key ON messages.messages USING btree (brand_id, key)
  CREATE UNIQUE INDEX messages_pkey ON messages.messages USING btree (brand_id, message_id)

table messages.renderings
  brand_id uuid not null
  message_id uuid not null
  rendered_at timestamp with time zone not null
  hash text not null
  from_name text
  from_address text
  reply_to text
  subject text
  preheader text
  body bytea
  PRIMARY KEY (brand_id, message_id)
  policy own_brand for all
  CREATE INDEX renderings_with_body ON messages.renderings USING btree (brand_id, rendered_at) WHERE (body IS NOT NULL)
  CREATE UNIQUE INDEX renderings_pkey ON messages.renderings USING btree (brand_id, message_id)

table messages.senders
  brand_id uuid not null
  sender text not null
  reason text not null
  response text
  paused_at timestamp with time zone not null
  paused_until timestamp with time zone not null
  pauses integer not null default 1
  resumed_at timestamp with time zone
  resumed_by text
  PRIMARY KEY (brand_id, sender)
  policy own_brand for all
  CREATE UNIQUE INDEX senders_pkey ON messages.senders USING btree (brand_id, sender)

table messages.templates
  brand_id uuid not null
  kind text not null
  language text not null
  version integer not null
  document jsonb not null
  published_at timestamp with time zone not null
  published_by text not null
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  PRIMARY KEY (brand_id, kind, language, version)
  policy own_brand for all
  CREATE UNIQUE INDEX templates_pkey ON messages.templates USING btree (brand_id, kind, language, version)

table mypage.codes
  brand_id uuid not null
  code_id uuid not null
  key_hash text not null
  address text
  address_hash text not null
  net_hash text not null
  intent text not null
  wants_news boolean not null default false
  language text not null
  goes_to text not null default ''::text
  customer_id uuid
  code_hash text
  tries integer not null default 0
  asked_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  by_line boolean not null default false
  sent_by text
  CHECK ((intent = ANY (ARRAY['open'::text, 'join'::text])))
  CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
  CHECK ((sent_by = ANY (ARRAY['email'::text, 'line'::text])))
  PRIMARY KEY (brand_id, code_id)
  policy own_brand for all
  CREATE INDEX codes_of_address ON mypage.codes USING btree (brand_id, address_hash, asked_at)
  CREATE INDEX codes_of_net ON mypage.codes USING btree (brand_id, net_hash, asked_at)
  CREATE UNIQUE INDEX codes_pkey ON mypage.codes USING btree (brand_id, code_id)

table mypage.mutes
  brand_id uuid not null
  customer_id uuid not null
  card text not null
  muted_at timestamp with time zone not null
  PRIMARY KEY (brand_id, customer_id, card)
  policy own_brand for all
  CREATE UNIQUE INDEX mutes_pkey ON mypage.mutes USING btree (brand_id, customer_id, card)

table mypage.sessions
  brand_id uuid not null
  session_id uuid not null
  token_hash text not null
  customer_id uuid not null
  began_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  PRIMARY KEY (brand_id, session_id)
  UNIQUE (brand_id, token_hash)
  policy own_brand for all
  CREATE INDEX sessions_of_customer ON mypage.sessions USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX sessions_brand_id_token_hash_key ON mypage.sessions USING btree (brand_id, token_hash)
  CREATE UNIQUE INDEX sessions_pkey ON mypage.sessions USING btree (brand_id, session_id)

table mypage.tasks
  brand_id uuid not null
  day date not null
  action text not null
  began integer not null default 0
  done integer not null default 0
  PRIMARY KEY (brand_id, day, action)
  policy own_brand for all
  CREATE UNIQUE INDEX tasks_pkey ON mypage.tasks USING btree (brand_id, day, action)

table offers.codes
  brand_id uuid not null
  code_id uuid not null
  offer_id uuid not null
  code text
  customer_id uuid
  cause text not null
  issued_at timestamp with time zone not null
  valid_until timestamp with time zone
  uses integer not null default 0
  max_uses integer not null
  voided_at timestamp with time zone
  CHECK ((max_uses > 0))
  PRIMARY KEY (brand_id, code_id)
  UNIQUE (brand_id, code)
  policy own_brand for all
  CREATE INDEX codes_by_time ON offers.codes USING btree (brand_id, offer_id, issued_at DESC, code_id DESC)
  CREATE INDEX codes_of_customer ON offers.codes USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX codes_brand_id_code_key ON offers.codes USING btree (brand_id, code)
  CREATE UNIQUE INDEX codes_once ON offers.codes USING btree (brand_id, offer_id, customer_id, cause)
  CREATE UNIQUE INDEX codes_pkey ON offers.codes USING btree (brand_id, code_id)

table offers.guesses
  brand_id uuid not null
  caller text not null
  since timestamp with time zone not null
  wrong integer not null
  PRIMARY KEY (brand_id, caller)
  policy own_brand for all
  CREATE UNIQUE INDEX guesses_pkey ON offers.guesses USING btree (brand_id, caller)

table offers.offers
  brand_id uuid not null
  offer_id uuid not null
  name text not null
  state text not null default 'draft'::text
  terms jsonb not null
  revision integer not null default 1
  given bigint not null default 0
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'paused'::text, 'ended'::text])))
  PRIMARY KEY (brand_id, offer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX offers_pkey ON offers.offers USING btree (brand_id, offer_id)

table offers.redemptions
  brand_id uuid not null
  redemption_id uuid not null
  offer_id uuid not null
  code_id uuid not null
  customer_id uuid
  key text not null
  channel text not null
  discount bigint
  total bigint
  redeemed_at timestamp with time zone not null
  beyond text
  undone_at timestamp with time zone
  undone_reason text
  CHECK ((channel = ANY (ARRAY['shop'::text, 'api'::text, 'store'::text])))
  PRIMARY KEY (brand_id, redemption_id)
  UNIQUE (brand_id, code_id, key)
  policy own_brand for all
  CREATE INDEX redemptions_by_key ON offers.redemptions USING btree (brand_id, key)
  CREATE INDEX redemptions_by_time ON offers.redemptions USING btree (brand_id, offer_id, redeemed_at DESC, redemption_id DESC)
  CREATE INDEX redemptions_of_customer ON offers.redemptions USING btree (brand_id, customer_id, redeemed_at)
  CREATE UNIQUE INDEX redemptions_brand_id_code_id_key_key ON offers.redemptions USING btree (brand_id, code_id, key)
  CREATE UNIQUE INDEX redemptions_pkey ON offers.redemptions USING btree (brand_id, redemption_id)

table offers.shop_codes
  brand_id uuid not null
  connection_id uuid not null
  code_id uuid not null
  offer_id uuid not null
  shown text
  state text not null
  reason text
  CHECK ((state = ANY (ARRAY['asked'::text, 'there'::text, 'refused'::text, 'gone'::text])))
  PRIMARY KEY (brand_id, connection_id, code_id)
  policy own_brand for all
  CREATE INDEX shop_codes_of_offer ON offers.shop_codes USING btree (brand_id, offer_id, connection_id, state)
  CREATE UNIQUE INDEX shop_codes_pkey ON offers.shop_codes USING btree (brand_id, connection_id, code_id)

table offers.shop_discounts
  brand_id uuid not null
  offer_id uuid not null
  connection_id uuid not null
  external_id text
  revision integer
  state text not null
  reason text
  job text
  changed_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['waiting'::text, 'there'::text, 'refused'::text])))
  PRIMARY KEY (brand_id, offer_id, connection_id)
  policy own_brand for all
  CREATE UNIQUE INDEX shop_discounts_pkey ON offers.shop_discounts USING btree (brand_id, offer_id, connection_id)

table orders.bad_signatures
  brand_id uuid not null
  connection_id uuid not null
  minute timestamp with time zone not null
  count integer not null
  FOREIGN KEY (brand_id, connection_id) REFERENCES orders.shop_connections(brand_id, connection_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, connection_id, minute)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX bad_signatures_pkey ON orders.bad_signatures USING btree (brand_id, connection_id, minute)

table orders.history
  brand_id uuid not null
  order_id uuid not null
  fact text not null
  at timestamp with time zone not null
  seen_at timestamp with time zone not null
  late boolean not null
  cause text not null
  PRIMARY KEY (brand_id, order_id, fact)
  policy own_brand for all
  CREATE UNIQUE INDEX history_pkey ON orders.history USING btree (brand_id, order_id, fact)

table orders.lines
  brand_id uuid not null
  order_id uuid not null
  external_id text not null
  position integer not null
  sku text
  title text not null
  quantity integer not null
  refunded_quantity integer not null default 0
  unit_price bigint not null
  discount bigint not null
  tax_rate integer
  tax_included boolean not null
  product_external_id text
  variant_external_id text
  PRIMARY KEY (brand_id, order_id, external_id)
  policy own_brand for all
  CREATE INDEX lines_of_product ON orders.lines USING btree (brand_id, product_external_id)
  CREATE UNIQUE INDEX lines_pkey ON orders.lines USING btree (brand_id, order_id, external_id)

table orders.orders
  brand_id uuid not null
  order_id uuid not null
  source text not null
  external_id text not null
  body jsonb
  updated_at timestamp with time zone
  snapshot_hash text
  buyer_hash text
  customer_id uuid
  number text
  number_key text
  channel text
  store_id text
  placed_at timestamp with time zone
  currency text
  total bigint
  refunded bigint not null default 0
  status text not null
  counted boolean not null default false
  approved_at timestamp with time zone
  allocated_at timestamp with time zone
  cancelled_at timestamp with time zone
  deleted_at timestamp with time zone
  redacted_at timestamp with time zone
  refunds jsonb not null default '[]'::jsonb
  clock_skew boolean not null default false
  first_seen_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  CHECK ((channel = ANY (ARRAY['online'::text, 'store'::text])))
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
  CHECK ((status = ANY (ARRAY['unknown'::text, 'received'::text, 'payment-approved'::text, 'stock-allocated'::text, 'confirmed'::text, 'cancelled'::text, 'deleted'::text])))
  PRIMARY KEY (brand_id, order_id)
  UNIQUE (brand_id, source, external_id)
  policy own_brand for all
  CREATE INDEX orders_by_number ON orders.orders USING btree (brand_id, number_key)
  CREATE INDEX orders_by_time ON orders.orders USING btree (brand_id, placed_at DESC, order_id DESC) WHERE (body IS NOT NULL)
  CREATE INDEX orders_of_customer ON orders.orders USING btree (brand_id, customer_id, placed_at DESC) WHERE (body IS NOT NULL)
  CREATE INDEX orders_waiting ON orders.orders USING btree (brand_id, first_seen_at) WHERE (body IS NULL)
  CREATE UNIQUE INDEX orders_brand_id_source_external_id_key ON orders.orders USING btree (brand_id, source, external_id)
  CREATE UNIQUE INDEX orders_pkey ON orders.orders USING btree (brand_id, order_id)

table orders.privacy_requests
  brand_id uuid not null
  connection_id uuid not null
  request_key text not null
  kind text not null
  customer_id uuid
  orders text[] not null
  received_at timestamp with time zone not null
  due_at timestamp with time zone not null
  redacted integer not null default 0
  answered_at timestamp with time zone
  CHECK ((kind = ANY (ARRAY['data-request'::text, 'redact-customer'::text, 'redact-shop'::text])))
  PRIMARY KEY (brand_id, connection_id, request_key)
  policy own_brand for all
  CREATE UNIQUE INDEX privacy_requests_pkey ON orders.privacy_requests USING btree (brand_id, connection_id, request_key)

table orders.shop_connections
  brand_id uuid not null
  connection_id uuid not null
  vendor text not null
  name text not null
  shop_domain text not null
  currency text not null
  secret text not null
  previous_secret text
  previous_until timestamp with time zone
  access_token text
  places jsonb not null default '{}'::jsonb
  state text not null default 'active'::text
  complete_until timestamp with time zone not null
  checked_at timestamp with time zone
  trouble text
  last_message_at timestamp with time zone
  created_at timestamp with time zone not null
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
  CHECK ((state = ANY (ARRAY['active'::text, 'uninstalled'::text])))
  PRIMARY KEY (brand_id, connection_id)
  UNIQUE (brand_id, vendor, shop_domain)
  policy own_brand for all
  policy platform for all
  CREATE INDEX shop_connections_connection_id_idx ON orders.shop_connections USING btree (connection_id)
  CREATE UNIQUE INDEX shop_connections_brand_id_vendor_shop_domain_key ON orders.shop_connections USING btree (brand_id, vendor, shop_domain)
  CREATE UNIQUE INDEX shop_connections_pkey ON orders.shop_connections USING btree (brand_id, connection_id)

table orders.shop_pulls
  brand_id uuid not null
  connection_id uuid not null
  pull_id uuid not null
  since timestamp with time zone not null
  page text
  pages integer not null default 0
  orders integer not null default 0
  state text not null
  reason text
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
  FOREIGN KEY (brand_id, connection_id) REFERENCES orders.shop_connections(brand_id, connection_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, pull_id)
  policy own_brand for all
  CREATE UNIQUE INDEX one_pull_at_a_time ON orders.shop_pulls USING btree (brand_id, connection_id) WHERE (state = 'running'::text)
  CREATE UNIQUE INDEX shop_pulls_pkey ON orders.shop_pulls USING btree (brand_id, pull_id)

table points.adjustments
  brand_id uuid not null
  adjustment_id uuid not null
  key text not null
  book text not null
  customer_id uuid not null
  points bigint not null
  reason text
  state text not null
  asked_by text not null
  asked_at timestamp with time zone not null
  decided_by text
  decided_at timestamp with time zone
  reverses_id uuid
  CHECK ((points <> 0))
  CHECK ((state = ANY (ARRAY['waiting'::text, 'posted'::text, 'refused'::text])))
  PRIMARY KEY (brand_id, adjustment_id)
  UNIQUE (brand_id, key)
  policy own_brand for all
  CREATE INDEX adjustments_of_member ON points.adjustments USING btree (brand_id, customer_id)
  CREATE INDEX adjustments_waiting ON points.adjustments USING btree (brand_id, asked_at) WHERE (state = 'waiting'::text)
  CREATE UNIQUE INDEX adjustments_brand_id_key_key ON points.adjustments USING btree (brand_id, key)
  CREATE UNIQUE INDEX adjustments_pkey ON points.adjustments USING btree (brand_id, adjustment_id)

table points.books
  brand_id uuid not null
  book text not null
  closed_until timestamp with time zone
  ended_at timestamp with time zone
  PRIMARY KEY (brand_id, book)
  policy own_brand for all
  CREATE UNIQUE INDEX books_pkey ON points.books USING btree (brand_id, book)

table points.holds
  brand_id uuid not null
  book text not null
  hold_id uuid not null
  customer_id uuid not null
  points bigint not null
  parts jsonb not null
  state text not null
  captured bigint not null default 0
  purpose text not null
  reason jsonb not null
  cause_type text not null
  cause_id text not null
  rule text not null
  cause_seq bigint not null
  order_id uuid
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  CHECK (((captured >= 0) AND (captured <= points)))
  CHECK ((points > 0))
  CHECK ((state = ANY (ARRAY['open'::text, 'captured'::text, 'released'::text, 'expired'::text])))
  PRIMARY KEY (brand_id, hold_id)
  UNIQUE (brand_id, book, cause_type, cause_id, rule, cause_seq)
  policy own_brand for all
  CREATE INDEX holds_open ON points.holds USING btree (brand_id, book, customer_id) WHERE (state = 'open'::text)
  CREATE UNIQUE INDEX holds_brand_id_book_cause_type_cause_id_rule_cause_seq_key ON points.holds USING btree (brand_id, book, cause_type, cause_id, rule, cause_seq)
  CREATE UNIQUE INDEX holds_pkey ON points.holds USING btree (brand_id, hold_id)

table points.journal
  brand_id uuid not null
  book text not null
  seq bigint not null
  xid xid8 not null default pg_current_xact_id()
  transaction_id uuid not null
  line integer not null
  kind text not null
  customer_id uuid not null
  lot_id uuid
  origin text
  from_account text not null
  to_account text not null
  points bigint not null
  effective_at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  late_from timestamp with time zone
  cause_type text not null
  cause_id text not null
  rule text not null
  cause_seq bigint not null
  order_id uuid
  programme_version integer
  reason jsonb not null
  CHECK (((points > 0) AND (points <= '1000000000000'::bigint)))
  CHECK ((to_account <> from_account))
  policy own_brand for all
  CREATE INDEX journal_in_order ON points.journal USING btree (brand_id, book, xid, seq)
  CREATE INDEX journal_of_member ON points.journal USING btree (brand_id, customer_id, seq)
  CREATE INDEX journal_of_transaction ON points.journal USING btree (brand_id, transaction_id) WHERE (kind = ANY (ARRAY['returned'::text, 'merged'::text]))
  CREATE UNIQUE INDEX journal_once ON points.journal USING btree (brand_id, cause_id, cause_type, rule, kind, book, cause_seq, line)

table points.lots
  brand_id uuid not null
  book text not null
  lot_id uuid not null
  customer_id uuid not null
  origin text not null
  qty bigint not null
  pending bigint not null
  available bigint not null
  held bigint not null default 0
  clawed bigint not null default 0
  programme_version integer
  lines jsonb
  earned_at timestamp with time zone not null
  confirms_at timestamp with time zone
  confirmed_at timestamp with time zone
  expires_at timestamp with time zone
  expiry jsonb
  CHECK ((((pending + available) + held) <= qty))
  CHECK (((clawed >= 0) AND (clawed <= qty)))
  CHECK (((qty > 0) AND (qty <= '1000000000000'::bigint)))
  CHECK ((available >= 0))
  CHECK ((held >= 0))
  CHECK ((origin = ANY (ARRAY['purchase'::text, 'action'::text, 'goodwill'::text, 'paid'::text, 'opening'::text])))
  CHECK ((pending >= 0))
  PRIMARY KEY (brand_id, lot_id)
  policy own_brand for all
  CREATE INDEX lots_expiring ON points.lots USING btree (brand_id, book, expires_at, lot_id) WHERE ((available + held) > 0)
  CREATE INDEX lots_open ON points.lots USING btree (brand_id, customer_id) WHERE (((pending + available) + held) > 0)
  CREATE UNIQUE INDEX lots_pkey ON points.lots USING btree (brand_id, lot_id)

table points.members
  brand_id uuid not null
  book text not null
  customer_id uuid not null
  pending bigint not null default 0
  available bigint not null default 0
  held bigint not null default 0
  debt bigint not null default 0
  earned bigint not null default 0
  slides boolean not null default false
  due_at timestamp with time zone
  CHECK ((available >= 0))
  CHECK ((debt >= 0))
  CHECK ((held >= 0))
  CHECK ((pending >= 0))
  PRIMARY KEY (brand_id, customer_id, book)
  policy own_brand for all
  CREATE INDEX members_due ON points.members USING btree (brand_id, due_at) WHERE (due_at IS NOT NULL)
  CREATE UNIQUE INDEX members_pkey ON points.members USING btree (brand_id, customer_id, book)

table points.notices
  brand_id uuid not null
  lot_id uuid not null
  in_days integer not null
  ends_at timestamp with time zone not null
  told_at timestamp with time zone not null
  PRIMARY KEY (brand_id, lot_id, in_days, ends_at)
  policy own_brand for all
  CREATE UNIQUE INDEX notices_pkey ON points.notices USING btree (brand_id, lot_id, in_days, ends_at)

table points.returns
  brand_id uuid not null
  book text not null
  transaction_id uuid not null
  spend_type text not null
  spend_id text not null
  PRIMARY KEY (brand_id, book, spend_type, spend_id, transaction_id)
  policy own_brand for all
  CREATE UNIQUE INDEX returns_pkey ON points.returns USING btree (brand_id, book, spend_type, spend_id, transaction_id)

table points.seals
  brand_id uuid not null
  book text not null
  no bigint not null
  upto_xid xid8 not null
  upto_seq bigint not null
  entries integer not null
  digests bytea not null
  previous_hash bytea not null
  hash bytea not null
  sealed_at timestamp with time zone not null
  CHECK ((entries > 0))
  CHECK ((length(hash) = 32))
  CHECK ((length(previous_hash) = 32))
  CHECK ((no > 0))
  PRIMARY KEY (brand_id, book, no)
  policy own_brand for all
  CREATE UNIQUE INDEX seals_pkey ON points.seals USING btree (brand_id, book, no)

table points.shortages
  brand_id uuid not null
  book text not null
  shortage_id uuid not null
  customer_id uuid not null
  points bigint not null
  policy text not null
  cause_type text not null
  cause_id text not null
  rule text not null
  cause_seq bigint not null
  noted_at timestamp with time zone not null
  of_type text
  of_id text
  state text not null default 'open'::text
  decided_by text
  decided_at timestamp with time zone
  CHECK ((points > 0))
  CHECK ((policy = ANY (ARRAY['floor_zero'::text, 'deduct_cash'::text, 'manual_review'::text])))
  CHECK ((state = ANY (ARRAY['open'::text, 'owed'::text, 'forgiven'::text, 'paid'::text, 'superseded'::text])))
  PRIMARY KEY (brand_id, shortage_id)
  UNIQUE (brand_id, book, cause_type, cause_id, rule, cause_seq)
  policy own_brand for all
  CREATE INDEX shortages_by_time ON points.shortages USING btree (brand_id, noted_at DESC)
  CREATE INDEX shortages_open ON points.shortages USING btree (brand_id, book, of_type, of_id) WHERE (state = 'open'::text)
  CREATE UNIQUE INDEX shortages_brand_id_book_cause_type_cause_id_rule_cause_seq_key ON points.shortages USING btree (brand_id, book, cause_type, cause_id, rule, cause_seq)
  CREATE UNIQUE INDEX shortages_pkey ON points.shortages USING btree (brand_id, shortage_id)

table profiles.conversations
  brand_id uuid not null
  conversation_id uuid not null
  customer_id uuid not null
  channel text not null
  at timestamp with time zone not null
  text text
  mood smallint
  staff_id uuid
  recorded_at timestamp with time zone not null
  CHECK (((mood >= '-2'::integer) AND (mood <= 2)))
  CHECK ((channel = ANY (ARRAY['store'::text, 'phone'::text, 'chat'::text, 'mail'::text, 'line'::text, 'video'::text])))
  PRIMARY KEY (brand_id, conversation_id)
  policy own_brand for all
  CREATE INDEX conversations_brand_id_customer_id_at_idx ON profiles.conversations USING btree (brand_id, customer_id, at DESC)
  CREATE UNIQUE INDEX conversations_pkey ON profiles.conversations USING btree (brand_id, conversation_id)

table profiles.partner_values
  brand_id uuid not null
  value_id uuid not null
  customer_id uuid not null
  partner text not null
  key text not null
  value text not null
  purposes text[] not null
  obtained_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  agreed_at timestamp with time zone
  evidence text
  withdrawn_at timestamp with time zone
  recorded_at timestamp with time zone not null
  PRIMARY KEY (brand_id, value_id)
  UNIQUE (brand_id, customer_id, partner, key)
  policy own_brand for all
  CREATE INDEX partner_values_brand_id_expires_at_idx ON profiles.partner_values USING btree (brand_id, expires_at)
  CREATE UNIQUE INDEX partner_values_brand_id_customer_id_partner_key_key ON profiles.partner_values USING btree (brand_id, customer_id, partner, key)
  CREATE UNIQUE INDEX partner_values_pkey ON profiles.partner_values USING btree (brand_id, value_id)

table profiles.quintiles
  brand_id uuid not null
  body jsonb not null
  made_at timestamp with time zone not null
  PRIMARY KEY (brand_id)
  policy own_brand for all
  CREATE UNIQUE INDEX quintiles_pkey ON profiles.quintiles USING btree (brand_id)

table profiles.standings
  brand_id uuid not null
  customer_id uuid not null
  stage text not null
  stage_since timestamp with time zone not null
  mood smallint
  engagement integer not null
  looked_at timestamp with time zone not null
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX standings_pkey ON profiles.standings USING btree (brand_id, customer_id)

table push.caught
  brand_id uuid not null
  caught_id uuid not null
  customer_id uuid not null
  notice jsonb not null
  caught_at timestamp with time zone not null
  PRIMARY KEY (brand_id, caught_id)
  policy own_brand for all
  CREATE UNIQUE INDEX caught_pkey ON push.caught USING btree (brand_id, caught_id)

table push.subscriptions
  brand_id uuid not null
  subscription_id uuid not null
  customer_id uuid not null
  endpoint text not null
  endpoint_hash text not null
  p256dh text not null
  auth text not null
  made_at timestamp with time zone not null
  PRIMARY KEY (brand_id, subscription_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX subscriptions_brand_id_customer_id_idx ON push.subscriptions USING btree (brand_id, customer_id)
  CREATE INDEX subscriptions_endpoint_hash_idx ON push.subscriptions USING btree (endpoint_hash)
  CREATE UNIQUE INDEX subscriptions_brand_id_endpoint_hash_idx ON push.subscriptions USING btree (brand_id, endpoint_hash)
  CREATE UNIQUE INDEX subscriptions_pkey ON push.subscriptions USING btree (brand_id, subscription_id)

table quests.attempts
  brand_id uuid not null
  attempt_id uuid not null
  quest_id uuid not null
  version integer not null
  customer_id uuid
  came_as uuid
  key text not null
  round integer not null
  chosen text[] not null
  right_count integer not null
  has_passed boolean not null
  at timestamp with time zone not null
  PRIMARY KEY (brand_id, attempt_id)
  policy own_brand for all
  CREATE INDEX attempts_of_customer ON quests.attempts USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX attempts_once ON quests.attempts USING btree (brand_id, quest_id, customer_id, key)
  CREATE UNIQUE INDEX attempts_pkey ON quests.attempts USING btree (brand_id, attempt_id)

table quests.awards
  brand_id uuid not null
  award_id uuid not null
  quest_id uuid not null
  version integer not null
  customer_id uuid
  came_as uuid
  round integer not null
  own_round integer not null
  given integer not null default 1
  points integer not null
  awarded_at timestamp with time zone not null
  revoked_at timestamp with time zone
  CHECK ((round > 0))
  PRIMARY KEY (brand_id, award_id)
  policy own_brand for all
  CREATE INDEX awards_by_time ON quests.awards USING btree (brand_id, quest_id, awarded_at DESC, award_id DESC)
  CREATE INDEX awards_of_customer ON quests.awards USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX awards_once ON quests.awards USING btree (brand_id, quest_id, customer_id, round)
  CREATE UNIQUE INDEX awards_pkey ON quests.awards USING btree (brand_id, award_id)

table quests.cursors
  brand_id uuid not null
  upto xid8 not null default '0'::xid8
  upto_seq bigint not null default 0
  leased_by text
  leased_until timestamp with time zone
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX cursors_pkey ON quests.cursors USING btree (brand_id)

table quests.decisions
  brand_id uuid not null
  quest_id uuid not null
  version integer not null
  question integer not null
  state text not null
  note text not null
  decided_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['taken'::text, 'done'::text, 'declined'::text])))
  PRIMARY KEY (brand_id, quest_id, version, question)
  policy own_brand for all
  CREATE UNIQUE INDEX decisions_pkey ON quests.decisions USING btree (brand_id, quest_id, version, question)

table quests.quests
  brand_id uuid not null
  quest_id uuid not null
  state text not null default 'draft'::text
  draft jsonb
  version integer
  names text[] not null default '{}'::text[]
  live_since timestamp with time zone
  revision integer not null default 1
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'paused'::text, 'ended'::text])))
  PRIMARY KEY (brand_id, quest_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX quests_pkey ON quests.quests USING btree (brand_id, quest_id)

table quests.versions
  brand_id uuid not null
  quest_id uuid not null
  version integer not null
  document jsonb not null
  published_at timestamp with time zone not null
  published_by text not null
  PRIMARY KEY (brand_id, quest_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX versions_pkey ON quests.versions USING btree (brand_id, quest_id, version)

table referrals.alarms
  brand_id uuid not null
  alarm_id uuid not null
  content_id uuid
  raised_at timestamp with time zone not null
  negative integer not null
  answers integer not null
  has_paused boolean not null
  settled_at timestamp with time zone
  settled_by text
  PRIMARY KEY (brand_id, alarm_id)
  policy own_brand for all
  CREATE UNIQUE INDEX alarms_open ON referrals.alarms USING btree (brand_id, COALESCE(content_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (settled_at IS NULL)
  CREATE UNIQUE INDEX alarms_pkey ON referrals.alarms USING btree (brand_id, alarm_id)

table referrals.ambassadors
  brand_id uuid not null
  customer_id uuid not null
  state text not null
  why text[] not null default '{}'::text[]
  invited_at timestamp with time zone not null
  answered_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['invited'::text, 'accepted'::text, 'declined'::text])))
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX ambassadors_pkey ON referrals.ambassadors USING btree (brand_id, customer_id)

table referrals.campaigns
  brand_id uuid not null
  campaign_id uuid not null
  document jsonb not null
  created_at timestamp with time zone not null
  revision integer not null default 1
  PRIMARY KEY (brand_id, campaign_id)
  policy own_brand for all
  CREATE UNIQUE INDEX campaigns_pkey ON referrals.campaigns USING btree (brand_id, campaign_id)

table referrals.claims
  brand_id uuid not null
  claim_id uuid not null
  link_id uuid not null
  customer_id uuid not null
  claimed_at timestamp with time zone not null
  was_known boolean not null
  visitor text
  network text
  code text
  PRIMARY KEY (brand_id, claim_id)
  policy own_brand for all
  CREATE INDEX claims_by_code ON referrals.claims USING btree (brand_id, code) WHERE (code IS NOT NULL)
  CREATE INDEX claims_of_link ON referrals.claims USING btree (brand_id, link_id)
  CREATE INDEX claims_of_network ON referrals.claims USING btree (brand_id, network, claimed_at)
  CREATE INDEX claims_of_visitor ON referrals.claims USING btree (brand_id, visitor, claimed_at)
  CREATE UNIQUE INDEX claims_once ON referrals.claims USING btree (brand_id, customer_id, link_id)
  CREATE UNIQUE INDEX claims_pkey ON referrals.claims USING btree (brand_id, claim_id)

table referrals.commissions
  brand_id uuid not null
  commission_id uuid not null
  partner_id uuid not null
  order_id uuid not null
  friend_id uuid
  link_id uuid not null
  amount bigint not null
  order_amount bigint not null
  currency text not null
  placed_at timestamp with time zone not null
  state text not null
  releases_at timestamp with time zone
  payout_id uuid
  terms jsonb not null
  PRIMARY KEY (brand_id, commission_id)
  UNIQUE (brand_id, order_id)
  policy own_brand for all
  CREATE INDEX commissions_of_partner ON referrals.commissions USING btree (brand_id, partner_id, state, placed_at)
  CREATE UNIQUE INDEX commissions_brand_id_order_id_key ON referrals.commissions USING btree (brand_id, order_id)
  CREATE UNIQUE INDEX commissions_pkey ON referrals.commissions USING btree (brand_id, commission_id)

table referrals.contents
  brand_id uuid not null
  content_id uuid not null
  document jsonb not null
  created_at timestamp with time zone not null
  revision integer not null default 1
  paused_at timestamp with time zone
  PRIMARY KEY (brand_id, content_id)
  policy own_brand for all
  CREATE UNIQUE INDEX contents_pkey ON referrals.contents USING btree (brand_id, content_id)

table referrals.drafts
  brand_id uuid not null
  document jsonb not null
  revision integer not null default 1
  changed_at timestamp with time zone not null
  paused_at timestamp with time zone
  pause_reason text
  PRIMARY KEY (brand_id)
  policy own_brand for all
  CREATE UNIQUE INDEX drafts_pkey ON referrals.drafts USING btree (brand_id)

table referrals.feelings
  brand_id uuid not null
  feeling_id uuid not null
  link_id uuid not null
  content_id uuid
  visitor text not null
  feeling text not null
  said_at timestamp with time zone not null
  CHECK ((feeling = ANY (ARRAY['moved'::text, 'useful'::text, 'negative'::text])))
  PRIMARY KEY (brand_id, feeling_id)
  policy own_brand for all
  CREATE INDEX feelings_by_time ON referrals.feelings USING btree (brand_id, content_id, said_at)
  CREATE UNIQUE INDEX feelings_once ON referrals.feelings USING btree (brand_id, visitor, link_id)
  CREATE UNIQUE INDEX feelings_pkey ON referrals.feelings USING btree (brand_id, feeling_id)

table referrals.links
  brand_id uuid not null
  link_id uuid not null
  token text not null
  sharer text not null
  customer_id uuid
  partner_id uuid
  channel text not null
  content_id uuid
  parent_id uuid
  generation integer not null default 0
  created_at timestamp with time zone not null
  shared_at timestamp with time zone
  shares integer not null default 0
  paused_at timestamp with time zone
  is_spare boolean not null default false
  PRIMARY KEY (brand_id, link_id)
  UNIQUE (brand_id, token)
  policy own_brand for all
  CREATE INDEX links_of_content ON referrals.links USING btree (brand_id, content_id)
  CREATE INDEX links_of_customer ON referrals.links USING btree (brand_id, customer_id) WHERE (customer_id IS NOT NULL)
  CREATE INDEX links_of_parent ON referrals.links USING btree (brand_id, parent_id) WHERE (parent_id IS NOT NULL)
  CREATE UNIQUE INDEX links_brand_id_token_key ON referrals.links USING btree (brand_id, token)
  CREATE UNIQUE INDEX links_once ON referrals.links USING btree (brand_id, sharer, channel, COALESCE(content_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (NOT is_spare)
  CREATE UNIQUE INDEX links_pkey ON referrals.links USING btree (brand_id, link_id)

table referrals.partners
  brand_id uuid not null
  partner_id uuid not null
  document jsonb not null
  created_at timestamp with time zone not null
  revision integer not null default 1
  paused_at timestamp with time zone
  PRIMARY KEY (brand_id, partner_id)
  policy own_brand for all
  CREATE UNIQUE INDEX partners_pkey ON referrals.partners USING btree (brand_id, partner_id)

table referrals.payouts
  brand_id uuid not null
  payout_id uuid not null
  partner_id uuid not null
  amount bigint not null
  currency text not null
  orders integer not null
  made_at timestamp with time zone not null
  made_by text not null
  PRIMARY KEY (brand_id, payout_id)
  policy own_brand for all
  CREATE INDEX payouts_by_time ON referrals.payouts USING btree (brand_id, made_at DESC)
  CREATE UNIQUE INDEX payouts_pkey ON referrals.payouts USING btree (brand_id, payout_id)

table referrals.programmes
  brand_id uuid not null
  version integer not null
  document jsonb not null
  published_at timestamp with time zone not null
  published_by text not null
  PRIMARY KEY (brand_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX programmes_pkey ON referrals.programmes USING btree (brand_id, version)

table referrals.prompts
  brand_id uuid not null
  customer_id uuid not null
  shown_at timestamp with time zone[] not null default '{}'::timestamp with time zone[]
  dismissed_at timestamp with time zone
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX prompts_pkey ON referrals.prompts USING btree (brand_id, customer_id)

table referrals.referrals
  brand_id uuid not null
  referral_id uuid not null
  friend_id uuid not null
  inviter_id uuid
  partner_id uuid
  link_id uuid not null
  channel text not null
  content_id uuid
  by text not null
  order_id uuid not null
  amount bigint not null
  currency text not null
  placed_at timestamp with time zone not null
  made_at timestamp with time zone not null
  state text not null
  doubts text[] not null default '{}'::text[]
  releases_at timestamp with time zone
  settled_at timestamp with time zone
  reviewed_by text
  note text
  market text
  programme integer not null
  to_inviter jsonb
  to_friend jsonb
  traits text[] not null default '{}'::text[]
  discount bigint not null default 0
  PRIMARY KEY (brand_id, referral_id)
  policy own_brand for all
  CREATE INDEX referrals_by_state ON referrals.referrals USING btree (brand_id, state, made_at DESC, referral_id DESC)
  CREATE INDEX referrals_due ON referrals.referrals USING btree (brand_id, releases_at) WHERE (state = 'waiting'::text)
  CREATE INDEX referrals_of_content ON referrals.referrals USING btree (brand_id, content_id)
  CREATE INDEX referrals_of_inviter ON referrals.referrals USING btree (brand_id, inviter_id, placed_at) WHERE (inviter_id IS NOT NULL)
  CREATE INDEX referrals_of_order ON referrals.referrals USING btree (brand_id, order_id)
  CREATE UNIQUE INDEX referrals_once ON referrals.referrals USING btree (brand_id, friend_id) WHERE (state <> 'refused'::text)
  CREATE UNIQUE INDEX referrals_pkey ON referrals.referrals USING btree (brand_id, referral_id)

table referrals.visits
  brand_id uuid not null
  visit_id uuid not null
  link_id uuid not null
  visited_at timestamp with time zone not null
  visitor text not null
  network text not null
  came_by text
  is_machine boolean not null default false
  PRIMARY KEY (brand_id, visit_id)
  policy own_brand for all
  CREATE INDEX visits_of_link ON referrals.visits USING btree (brand_id, link_id, visited_at)
  CREATE INDEX visits_of_visitor ON referrals.visits USING btree (brand_id, visitor, visited_at)
  CREATE UNIQUE INDEX visits_pkey ON referrals.visits USING btree (brand_id, visit_id)

table rehearsal.measured
  brand_id uuid not null
  run_id uuid not null
  day date not null
  figures jsonb not null
  measured_at timestamp with time zone not null
  PRIMARY KEY (brand_id, run_id, day)
  policy own_brand for all
  CREATE UNIQUE INDEX measured_pkey ON rehearsal.measured USING btree (brand_id, run_id, day)

table rehearsal.people
  brand_id uuid not null
  run_id uuid not null
  customer_id uuid not null
  draft jsonb not null
  live jsonb
  changes text[] not null
  PRIMARY KEY (brand_id, run_id, customer_id)
  policy own_brand for all
  CREATE INDEX people_of_customer ON rehearsal.people USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX people_pkey ON rehearsal.people USING btree (brand_id, run_id, customer_id)

table rehearsal.ring_issues
  brand_id uuid not null
  issue_id uuid not null
  ring_id uuid not null
  title text not null
  words text not null default ''::text
  weight text not null
  revision integer not null
  settled_in integer
  found_at timestamp with time zone not null
  settled_at timestamp with time zone
  CHECK ((weight = ANY (ARRAY['blocks'::text, 'hurts'::text, 'small'::text])))
  PRIMARY KEY (brand_id, issue_id)
  policy own_brand for all
  CREATE INDEX ring_issues_of_ring ON rehearsal.ring_issues USING btree (brand_id, ring_id, found_at)
  CREATE UNIQUE INDEX ring_issues_pkey ON rehearsal.ring_issues USING btree (brand_id, issue_id)

table rehearsal.ring_numbers
  brand_id uuid not null
  ring_id uuid not null
  revision integer not null
  numbers jsonb not null
  changed_at timestamp with time zone not null
  PRIMARY KEY (brand_id, ring_id, revision)
  policy own_brand for all
  CREATE UNIQUE INDEX ring_numbers_pkey ON rehearsal.ring_numbers USING btree (brand_id, ring_id, revision)

table rehearsal.ring_orders
  brand_id uuid not null
  ring_id uuid not null
  order_id uuid not null
  revision integer not null
  points integer not null
  PRIMARY KEY (brand_id, ring_id, order_id)
  policy own_brand for all
  CREATE UNIQUE INDEX ring_orders_pkey ON rehearsal.ring_orders USING btree (brand_id, ring_id, order_id)

table rehearsal.ring_people
  brand_id uuid not null
  ring_id uuid not null
  customer_id uuid not null
  added_at timestamp with time zone not null
  score integer
  words text
  answered_at timestamp with time zone
  CHECK (((score >= 0) AND (score <= 10)))
  PRIMARY KEY (brand_id, ring_id, customer_id)
  policy own_brand for all
  CREATE INDEX ring_people_of_customer ON rehearsal.ring_people USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX ring_people_pkey ON rehearsal.ring_people USING btree (brand_id, ring_id, customer_id)

table rehearsal.rings
  brand_id uuid not null
  ring_id uuid not null
  name text not null
  goal text not null
  state text not null default 'draft'::text
  numbers jsonb not null
  revision integer not null default 1
  starts timestamp with time zone
  ends timestamp with time zone not null
  ended_at timestamp with time zone
  report jsonb
  created_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'ended'::text, 'committed'::text, 'wiped'::text])))
  PRIMARY KEY (brand_id, ring_id)
  policy own_brand for all
  CREATE UNIQUE INDEX rings_pkey ON rehearsal.rings USING btree (brand_id, ring_id)

table rehearsal.runs
  brand_id uuid not null
  run_id uuid not null
  name text not null
  draft jsonb not null
  live jsonb
  assumptions jsonb not null
  starts timestamp with time zone not null
  until timestamp with time zone not null
  seed integer not null
  state text not null default 'running'::text
  people integer not null default 0
  people_of integer not null default 0
  orders integer not null default 0
  pieces integer not null default 0
  place uuid
  result jsonb
  created_at timestamp with time zone not null
  ended_at timestamp with time zone
  published_version integer
  published_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
  PRIMARY KEY (brand_id, run_id)
  policy own_brand for all
  CREATE INDEX runs_by_time ON rehearsal.runs USING btree (brand_id, created_at DESC, run_id DESC)
  CREATE UNIQUE INDEX runs_pkey ON rehearsal.runs USING btree (brand_id, run_id)

table relay.chats
  brand_id uuid not null
  chat_id uuid not null
  kind text not null
  name text not null
  url text not null
  off_because text
  told_at timestamp with time zone
  made_at timestamp with time zone not null
  CHECK ((kind = ANY (ARRAY['slack'::text, 'discord'::text])))
  PRIMARY KEY (brand_id, chat_id)
  policy own_brand for all
  CREATE UNIQUE INDEX chats_pkey ON relay.chats USING btree (brand_id, chat_id)

table rewards.collectibles
  brand_id uuid not null
  collectible_id uuid not null
  customer_id uuid
  came_as uuid
  cause text not null
  name_ja text not null
  name_en text not null
  image_url text
  serial integer
  edition integer
  got_at timestamp with time zone not null
  PRIMARY KEY (brand_id, collectible_id)
  UNIQUE (brand_id, customer_id, cause)
  policy own_brand for all
  CREATE INDEX collectibles_of_customer ON rewards.collectibles USING btree (brand_id, customer_id, got_at DESC)
  CREATE UNIQUE INDEX collectibles_brand_id_customer_id_cause_key ON rewards.collectibles USING btree (brand_id, customer_id, cause)
  CREATE UNIQUE INDEX collectibles_pkey ON rewards.collectibles USING btree (brand_id, collectible_id)

table rewards.redemptions
  brand_id uuid not null
  redemption_id uuid not null
  reward_id uuid not null
  version integer not null
  customer_id uuid
  came_as uuid
  key text not null
  kind text not null
  quantity integer not null
  points integer not null
  state text not null
  handed jsonb not null default '{}'::jsonb
  serial integer
  note text not null default ''::text
  redeemed_at timestamp with time zone not null
  due_at timestamp with time zone
  done_at timestamp with time zone
  done_by text
  has_come boolean
  cancelled_at timestamp with time zone
  cancel_reason text
  CHECK ((points >= 0))
  CHECK ((quantity > 0))
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
  PRIMARY KEY (brand_id, redemption_id)
  UNIQUE (brand_id, customer_id, key)
  policy own_brand for all
  CREATE INDEX redemptions_of_customer ON rewards.redemptions USING btree (brand_id, customer_id, redeemed_at DESC)
  CREATE INDEX redemptions_of_reward ON rewards.redemptions USING btree (brand_id, reward_id, redeemed_at DESC, redemption_id DESC)
  CREATE INDEX redemptions_open ON rewards.redemptions USING btree (brand_id, due_at, redemption_id) WHERE (state = 'open'::text)
  CREATE UNIQUE INDEX redemptions_brand_id_customer_id_key_key ON rewards.redemptions USING btree (brand_id, customer_id, key)
  CREATE UNIQUE INDEX redemptions_pkey ON rewards.redemptions USING btree (brand_id, redemption_id)
  CREATE UNIQUE INDEX redemptions_serial ON rewards.redemptions USING btree (brand_id, reward_id, serial) WHERE ((serial IS NOT NULL) AND (state <> 'cancelled'::text))

table rewards.rewards
  brand_id uuid not null
  reward_id uuid not null
  state text not null default 'draft'::text
  draft jsonb
  version integer
  stock integer
  taken integer not null default 0
  revision integer not null default 1
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'paused'::text, 'ended'::text])))
  CHECK ((stock > 0))
  CHECK ((taken >= 0))
  PRIMARY KEY (brand_id, reward_id)
  policy own_brand for all
  CREATE UNIQUE INDEX rewards_pkey ON rewards.rewards USING btree (brand_id, reward_id)

table rewards.versions
  brand_id uuid not null
  reward_id uuid not null
  version integer not null
  document jsonb not null
  published_at timestamp with time zone not null
  published_by text not null
  PRIMARY KEY (brand_id, reward_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX versions_pkey ON rewards.versions USING btree (brand_id, reward_id, version)

table segments.builds
  brand_id uuid not null
  at timestamp with time zone not null
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  duration_ms integer
  people integer not null default 0
  segments integer not null default 0
  entered integer not null default 0
  left_count integer not null default 0
  rows_read bigint not null default 0
  asked integer not null default 0
  PRIMARY KEY (brand_id, at)
  policy own_brand for all
  CREATE UNIQUE INDEX builds_pkey ON segments.builds USING btree (brand_id, at)

table segments.forgotten
  brand_id uuid not null
  customer_id uuid not null
  at timestamp with time zone not null
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX forgotten_pkey ON segments.forgotten USING btree (brand_id, customer_id)

table segments.members
  brand_id uuid not null
  segment_id uuid not null
  customer_id uuid not null
  entered_at timestamp with time zone not null
  left_at timestamp with time zone
  cause text not null
  version integer not null
  PRIMARY KEY (brand_id, segment_id, customer_id)
  policy own_brand for all
  CREATE INDEX members_newest ON segments.members USING btree (brand_id, segment_id, entered_at DESC, customer_id) WHERE (left_at IS NULL)
  CREATE INDEX members_of_customer ON segments.members USING btree (brand_id, customer_id)
  CREATE UNIQUE INDEX members_pkey ON segments.members USING btree (brand_id, segment_id, customer_id)

table segments.moves
  brand_id uuid not null
  segment_id uuid not null
  customer_id uuid not null
  at timestamp with time zone not null
  move text not null
  cause text not null
  version integer not null
  reason jsonb
  CHECK ((move = ANY (ARRAY['entered'::text, 'left'::text])))
  PRIMARY KEY (brand_id, segment_id, at, customer_id, move)
  policy own_brand for all
  CREATE INDEX moves_of_customer ON segments.moves USING btree (brand_id, customer_id, at)
  CREATE UNIQUE INDEX moves_pkey ON segments.moves USING btree (brand_id, segment_id, at, customer_id, move)

table segments.segments
  brand_id uuid not null
  segment_id uuid not null
  number integer not null
  key text
  name_ja text not null
  name_en text not null
  intent text not null
  live_version integer
  built_version integer
  archived_at timestamp with time zone
  send_frequency jsonb
  thresholds jsonb not null default '{}'::jsonb
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  used_at timestamp with time zone
  CHECK ((length(intent) >= 4))
  CHECK ((number >= 0))
  PRIMARY KEY (brand_id, segment_id)
  UNIQUE (brand_id, number)
  policy own_brand for all
  CREATE UNIQUE INDEX segments_brand_id_number_key ON segments.segments USING btree (brand_id, number)
  CREATE UNIQUE INDEX segments_pkey ON segments.segments USING btree (brand_id, segment_id)
  CREATE UNIQUE INDEX segments_ready_made ON segments.segments USING btree (brand_id, key) WHERE (key IS NOT NULL)

table segments.sizes
  brand_id uuid not null
  segment_id uuid not null
  day date not null
  members integer not null
  reach jsonb
  counted_at timestamp with time zone not null
  PRIMARY KEY (brand_id, segment_id, day)
  policy own_brand for all
  CREATE UNIQUE INDEX sizes_pkey ON segments.sizes USING btree (brand_id, segment_id, day)

table segments.standings
  brand_id uuid not null
  version bigint not null default 0
  generation integer not null default 0
  pass_at timestamp with time zone
  wanted_at timestamp with time zone
  built_at timestamp with time zone
  averages jsonb not null default '{}'::jsonb
  leased_by text
  leased_until timestamp with time zone
  settled jsonb
  wants_everybody boolean not null default true
  copied_version bigint not null default 0
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX standings_pkey ON segments.standings USING btree (brand_id)

table segments.touched
  brand_id uuid not null
  seq bigint not null
  customer_ids uuid[] not null
  person boolean not null
  at timestamp with time zone not null
  PRIMARY KEY (brand_id, seq)
  policy own_brand for all
  policy platform for all
  CREATE UNIQUE INDEX touched_pkey ON segments.touched USING btree (brand_id, seq)

table segments.versions
  brand_id uuid not null
  segment_id uuid not null
  version integer not null
  document jsonb not null
  note text not null default ''::text
  published_at timestamp with time zone
  published_by text
  CHECK ((version > 0))
  PRIMARY KEY (brand_id, segment_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX versions_one_draft ON segments.versions USING btree (brand_id, segment_id) WHERE (published_at IS NULL)
  CREATE UNIQUE INDEX versions_pkey ON segments.versions USING btree (brand_id, segment_id, version)

table shipments.reports
  brand_id uuid not null
  report_id uuid not null
  source text not null
  external_id text not null
  carrier text
  tracking_number text
  shipment_source text
  shipment_external_id text
  state text not null
  note text
  method text
  is_known boolean not null
  raw_text text not null
  occurred_at timestamp with time zone not null
  place text
  received_at timestamp with time zone not null
  PRIMARY KEY (brand_id, report_id)
  UNIQUE (brand_id, source, external_id)
  policy own_brand for all
  CREATE INDEX reports_by_number ON shipments.reports USING btree (brand_id, tracking_number) WHERE (tracking_number IS NOT NULL)
  CREATE INDEX reports_by_shipment ON shipments.reports USING btree (brand_id, shipment_source, shipment_external_id) WHERE (shipment_external_id IS NOT NULL)
  CREATE INDEX reports_unread ON shipments.reports USING btree (brand_id, received_at DESC) WHERE (NOT is_known)
  CREATE UNIQUE INDEX reports_brand_id_source_external_id_key ON shipments.reports USING btree (brand_id, source, external_id)
  CREATE UNIQUE INDEX reports_pkey ON shipments.reports USING btree (brand_id, report_id)

table shipments.shipments
  brand_id uuid not null
  shipment_id uuid not null
  source text not null
  external_id text not null
  order_source text not null
  order_external_id text not null
  order_id uuid
  customer_id uuid
  carrier text
  tracking_number text
  origin_kind text not null
  origin_name text not null
  lines jsonb not null
  shipped_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  snapshot_hash text not null
  is_cancelled boolean not null default false
  state text not null
  state_at timestamp with time zone not null
  delivered_at timestamp with time zone
  delivered_by text
  promised_first date
  promised_last date
  expected_first date
  expected_last date
  standing text not null
  delay_reason text not null
  told text[] not null default '{}'::text[]
  created_at timestamp with time zone not null
  CHECK ((carrier = ANY (ARRAY['yamato'::text, 'sagawa'::text, 'japan_post'::text, 'seino'::text])))
  CHECK ((origin_kind = ANY (ARRAY['dc'::text, 'fc'::text, 'store'::text])))
  PRIMARY KEY (brand_id, shipment_id)
  UNIQUE (brand_id, source, external_id)
  policy own_brand for all
  CREATE INDEX shipments_at_fault ON shipments.shipments USING btree (brand_id, standing, shipped_at DESC, shipment_id DESC) WHERE ((delivered_at IS NULL) AND (NOT is_cancelled) AND (standing <> 'on_time'::text))
  CREATE INDEX shipments_by_name ON shipments.shipments USING btree (brand_id, order_source, order_external_id)
  CREATE INDEX shipments_by_number ON shipments.shipments USING btree (brand_id, tracking_number) WHERE (tracking_number IS NOT NULL)
  CREATE INDEX shipments_newest ON shipments.shipments USING btree (brand_id, shipped_at DESC, shipment_id DESC)
  CREATE INDEX shipments_of_customer ON shipments.shipments USING btree (brand_id, customer_id, shipped_at DESC) WHERE (customer_id IS NOT NULL)
  CREATE INDEX shipments_of_order ON shipments.shipments USING btree (brand_id, order_id)
  CREATE INDEX shipments_on_the_road ON shipments.shipments USING btree (brand_id, state_at) WHERE ((delivered_at IS NULL) AND (NOT is_cancelled))
  CREATE INDEX shipments_parked ON shipments.shipments USING btree (brand_id, created_at) WHERE ((order_id IS NULL) AND (NOT is_cancelled))
  CREATE UNIQUE INDEX shipments_brand_id_source_external_id_key ON shipments.shipments USING btree (brand_id, source, external_id)
  CREATE UNIQUE INDEX shipments_pkey ON shipments.shipments USING btree (brand_id, shipment_id)

table signups.forms
  brand_id uuid not null
  form_id uuid not null
  slug text not null
  name text not null
  kind text not null
  state text not null default 'draft'::text
  draft jsonb not null
  revision integer not null default 1
  version integer
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  CHECK ((kind = ANY (ARRAY['popup'::text, 'embedded'::text, 'page'::text])))
  CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
  CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'paused'::text])))
  PRIMARY KEY (brand_id, form_id)
  UNIQUE (brand_id, slug)
  policy own_brand for all
  CREATE UNIQUE INDEX forms_brand_id_slug_key ON signups.forms USING btree (brand_id, slug)
  CREATE UNIQUE INDEX forms_pkey ON signups.forms USING btree (brand_id, form_id)

table signups.shown
  brand_id uuid not null
  form_id uuid not null
  day date not null
  shown integer not null default 0
  dismissed integer not null default 0
  PRIMARY KEY (brand_id, form_id, day)
  policy own_brand for all
  CREATE UNIQUE INDEX shown_pkey ON signups.shown USING btree (brand_id, form_id, day)

table signups.submissions
  brand_id uuid not null
  submission_id uuid not null
  form_id uuid
  version integer
  customer_id uuid
  address_hash text not null
  given jsonb
  page_url text
  language text not null
  at timestamp with time zone not null
  mailed_at timestamp with time zone
  confirmed_at timestamp with time zone
  PRIMARY KEY (brand_id, submission_id)
  policy own_brand for all
  CREATE INDEX submissions_brand_id_address_hash_at_idx ON signups.submissions USING btree (brand_id, address_hash, at DESC)
  CREATE INDEX submissions_brand_id_at_idx ON signups.submissions USING btree (brand_id, at) WHERE ((given IS NOT NULL) AND (confirmed_at IS NULL))
  CREATE INDEX submissions_brand_id_customer_id_idx ON signups.submissions USING btree (brand_id, customer_id)
  CREATE INDEX submissions_brand_id_form_id_submission_id_idx ON signups.submissions USING btree (brand_id, form_id, submission_id DESC)
  CREATE UNIQUE INDEX submissions_pkey ON signups.submissions USING btree (brand_id, submission_id)

table signups.versions
  brand_id uuid not null
  form_id uuid not null
  version integer not null
  document jsonb not null
  published_at timestamp with time zone not null
  CHECK ((version > 0))
  PRIMARY KEY (brand_id, form_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX versions_pkey ON signups.versions USING btree (brand_id, form_id, version)

table signups.wishes
  brand_id uuid not null
  customer_id uuid not null
  less_often boolean not null default false
  paused_until timestamp with time zone
  changed_at timestamp with time zone not null
  PRIMARY KEY (brand_id, customer_id)
  policy own_brand for all
  CREATE UNIQUE INDEX wishes_pkey ON signups.wishes USING btree (brand_id, customer_id)

table sms.accounts
  brand_id uuid not null
  account_id uuid not null
  account_sid text not null
  auth_token text not null
  sender text not null
  name text not null
  closed_because text
  closed_until timestamp with time zone
  connected_at timestamp with time zone not null
  PRIMARY KEY (brand_id)
  policy own_brand for all
  policy platform for all
  CREATE INDEX accounts_account_id_idx ON sms.accounts USING btree (account_id)
  CREATE UNIQUE INDEX accounts_pkey ON sms.accounts USING btree (brand_id)

table sms.caught
  brand_id uuid not null
  caught_id uuid not null
  number text not null
  text text not null
  parts integer not null
  caught_at timestamp with time zone not null
  PRIMARY KEY (brand_id, caught_id)
  policy own_brand for all
  CREATE INDEX caught_brand_id_caught_at_caught_id_idx ON sms.caught USING btree (brand_id, caught_at DESC, caught_id DESC)
  CREATE UNIQUE INDEX caught_pkey ON sms.caught USING btree (brand_id, caught_id)

table sms.links
  brand_id uuid not null
  code text not null
  message_id uuid not null
  target text not null
  made_at timestamp with time zone not null
  PRIMARY KEY (brand_id, code)
  policy own_brand for all
  policy platform for all
  CREATE INDEX links_code_idx ON sms.links USING btree (code)
  CREATE INDEX links_made_at_idx ON sms.links USING btree (made_at)
  CREATE UNIQUE INDEX links_brand_id_message_id_target_idx ON sms.links USING btree (brand_id, message_id, target)
  CREATE UNIQUE INDEX links_pkey ON sms.links USING btree (brand_id, code)

table templates.drafts
  brand_id uuid not null
  template_id uuid not null
  document jsonb not null
  based_on integer not null
  revision integer not null
  changed_at timestamp with time zone not null
  changed_by text not null
  PRIMARY KEY (brand_id, template_id)
  policy own_brand for all
  CREATE UNIQUE INDEX drafts_pkey ON templates.drafts USING btree (brand_id, template_id)

table templates.shared
  brand_id uuid not null
  shared_id uuid not null
  name text not null
  live_version integer not null
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  archived_at timestamp with time zone
  PRIMARY KEY (brand_id, shared_id)
  policy own_brand for all
  CREATE UNIQUE INDEX shared_pkey ON templates.shared USING btree (brand_id, shared_id)

table templates.shared_versions
  brand_id uuid not null
  shared_id uuid not null
  version integer not null
  blocks jsonb not null
  published_at timestamp with time zone not null
  published_by text not null
  CHECK ((version > 0))
  PRIMARY KEY (brand_id, shared_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX shared_versions_pkey ON templates.shared_versions USING btree (brand_id, shared_id, version)

table templates.templates
  brand_id uuid not null
  template_id uuid not null
  key text
  name_ja text not null
  name_en text not null
  purpose text not null
  intent text not null
  topic text
  live_version integer not null default 0
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  archived_at timestamp with time zone
  binned_at timestamp with time zone
  gone_at timestamp with time zone
  CHECK ((intent = ANY (ARRAY['value'::text, 'ask'::text, 'discount'::text])))
  CHECK ((purpose = ANY (ARRAY['marketing'::text, 'transactional'::text])))
  PRIMARY KEY (brand_id, template_id)
  policy own_brand for all
  CREATE UNIQUE INDEX templates_pkey ON templates.templates USING btree (brand_id, template_id)
  CREATE UNIQUE INDEX templates_ready_made ON templates.templates USING btree (brand_id, key) WHERE ((key IS NOT NULL) AND (gone_at IS NULL))

table templates.versions
  brand_id uuid not null
  template_id uuid not null
  version integer not null
  written jsonb not null
  document jsonb not null
  note text not null default ''::text
  published_at timestamp with time zone not null
  published_by text not null
  CHECK ((version > 0))
  PRIMARY KEY (brand_id, template_id, version)
  policy own_brand for all
  CREATE UNIQUE INDEX versions_pkey ON templates.versions USING btree (brand_id, template_id, version)

table webhooks.attempts
  brand_id uuid not null
  delivery_id uuid not null
  attempt_id uuid not null
  at timestamp with time zone not null
  status integer
  trouble text
  took_ms integer not null
  answer text not null
  FOREIGN KEY (brand_id, delivery_id) REFERENCES webhooks.deliveries(brand_id, delivery_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, delivery_id, attempt_id)
  policy own_brand for all
  CREATE UNIQUE INDEX attempts_pkey ON webhooks.attempts USING btree (brand_id, delivery_id, attempt_id)

table webhooks.deliveries
  brand_id uuid not null
  delivery_id uuid not null
  endpoint_id uuid not null
  topic text not null
  body text not null
  state text not null default 'waiting'::text
  reason text
  attempts integer not null default 0
  created_at timestamp with time zone not null
  ended_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text])))
  FOREIGN KEY (brand_id, endpoint_id) REFERENCES webhooks.endpoints(brand_id, endpoint_id) ON DELETE CASCADE
  PRIMARY KEY (brand_id, delivery_id)
  policy own_brand for all
  CREATE INDEX deliveries_brand_id_created_at_idx ON webhooks.deliveries USING btree (brand_id, created_at)
  CREATE INDEX deliveries_brand_id_endpoint_id_delivery_id_idx ON webhooks.deliveries USING btree (brand_id, endpoint_id, delivery_id DESC)
  CREATE UNIQUE INDEX deliveries_pkey ON webhooks.deliveries USING btree (brand_id, delivery_id)

table webhooks.endpoints
  brand_id uuid not null
  endpoint_id uuid not null
  url text not null
  name text not null
  topics text[] not null
  secret text not null
  previous_secret text
  previous_until timestamp with time zone
  state text not null default 'active'::text
  disabled_because text
  failing_since timestamp with time zone
  last_answer_at timestamp with time zone
  created_at timestamp with time zone not null
  CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text])))
  PRIMARY KEY (brand_id, endpoint_id)
  policy own_brand for all
  CREATE UNIQUE INDEX endpoints_pkey ON webhooks.endpoints USING btree (brand_id, endpoint_id)

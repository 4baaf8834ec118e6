create schema templates;
grant usage on schema templates to maido_app;

-- What an operator writes once and sends often. What it says is told by a version.
create table templates.templates (
  brand_id     uuid        not null,
  template_id  uuid        not null,
  -- Of one that came ready made: "welcome-story". Installing it again finds this row.
  key          text,
  name_ja      text        not null,
  name_en      text        not null,
  purpose      text        not null check (purpose in ('marketing', 'transactional')),
  intent       text        not null check (intent in ('value', 'ask', 'discount')),
  -- What it is about, for caps: "winback".
  topic        text,
  live_version int         not null default 0,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  -- Put away: offered nowhere, restored at any time.
  archived_at  timestamptz,
  -- In the bin since: restored for 30 days, then gone for good.
  binned_at    timestamptz,
  -- What was published stays for the letters that said it; its row is listed nowhere any more.
  gone_at      timestamptz,
  primary key (brand_id, template_id)
);
create unique index templates_ready_made on templates.templates (brand_id, key) where key is not null and gone_at is null;
select kernel.brand_table('templates.templates');

create table templates.drafts (
  brand_id    uuid        not null,
  template_id uuid        not null,
  document    jsonb       not null,
  based_on    int         not null,
  revision    int         not null,
  changed_at  timestamptz not null,
  changed_by  text        not null,
  primary key (brand_id, template_id)
);
select kernel.brand_table('templates.drafts');

-- What was approved. `written` names shared blocks, `document` has them in it as they were when this was published.
create table templates.versions (
  brand_id     uuid        not null,
  template_id  uuid        not null,
  version      int         not null check (version > 0),
  written      jsonb       not null,
  document     jsonb       not null,
  note         text        not null default '',
  published_at timestamptz not null,
  published_by text        not null,
  primary key (brand_id, template_id, version)
);
select kernel.brand_table('templates.versions');
revoke update, delete on templates.versions from maido_app;

-- Blocks with a name that several templates hold. Publishing one again publishes the next version of each template in use.
create table templates.shared (
  brand_id     uuid        not null,
  shared_id    uuid        not null,
  name         text        not null,
  live_version int         not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  archived_at  timestamptz,
  primary key (brand_id, shared_id)
);
select kernel.brand_table('templates.shared');

create table templates.shared_versions (
  brand_id     uuid        not null,
  shared_id    uuid        not null,
  version      int         not null check (version > 0),
  blocks       jsonb       not null,
  published_at timestamptz not null,
  published_by text        not null,
  primary key (brand_id, shared_id, version)
);
select kernel.brand_table('templates.shared_versions');
revoke update, delete on templates.shared_versions from maido_app;

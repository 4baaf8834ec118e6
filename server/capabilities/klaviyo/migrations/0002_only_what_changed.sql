-- Since when what changed is read; null: everything is.
alter table klaviyo.imports add column changed_since timestamptz;
-- A fingerprint of the key: another key may be to another account, of which nothing was read yet.
alter table klaviyo.imports add column key_mark text not null default '';
alter table klaviyo.imports drop constraint imports_stage_check;
alter table klaviyo.imports add constraint imports_stage_check
  check (stage in ('checking', 'people', 'suppressed', 'lists', 'members', 'settling', 'events', 'done'));

-- A customer on the way to linking their LINE. Of what opens doors only hashes are kept, for ten minutes (M44).
create table line.link_attempts (
  brand_id    uuid        not null,
  attempt_id  uuid        not null,
  account_id  uuid        not null,
  -- LINE's own token for this try, sealed: handed back to LINE by the browser that shows who it is.
  link_token  text        not null,
  -- Of the cookie that keeps it all in one browser.
  key_hash    text        not null,
  -- Sealed; the code goes there, and whoever has the code is who has the address.
  email       text        not null,
  customer_id uuid,
  code_hash   text        not null,
  tries       int         not null default 0,
  proven_at   timestamptz,
  -- What to do when this person has another LINE already: asked, never guessed.
  choice      text        check (choice in ('replace', 'both')),
  nonce_hash  text,
  used_at     timestamptz,
  expires_at  timestamptz not null,
  primary key (brand_id, attempt_id)
);
create unique index one_nonce on line.link_attempts (brand_id, nonce_hash) where nonce_hash is not null;
select kernel.brand_table('line.link_attempts');

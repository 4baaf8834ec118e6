-- The LINE Login channel of the brand: people show by it which LINE is theirs, without a password.
create table line.logins (
  brand_id       uuid        not null,
  channel_id     text        not null,
  -- Sealed.
  channel_secret text        not null,
  -- Of the LIFF app that opens her page inside LINE; null: none.
  liff_id        text,
  changed_at     timestamptz not null,
  primary key (brand_id)
);
select kernel.brand_table('line.logins');

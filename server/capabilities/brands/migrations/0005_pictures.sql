-- Pictures of the brand, such as its logo. One is never changed: its name is the hash of its bytes, and mails that were
-- sent with it go on showing it.
create table brands.pictures (
  brand_id   uuid        not null,
  picture_id text        not null,
  type       text        not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  width      int         not null,
  height     int         not null,
  bytes      bytea       not null,
  created_at timestamptz not null,
  primary key (brand_id, picture_id)
);
select kernel.brand_table('brands.pictures');

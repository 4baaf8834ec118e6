-- Menus under the talk, and for whom each is.
create table line.rich_menus (
  brand_id      uuid        not null,
  menu_id       uuid        not null,
  account_id    uuid        not null,
  name          text        not null,
  chat_bar_text text        not null,
  layout        text        not null,
  areas         jsonb       not null,
  -- Of the brand's own pictures.
  picture_id    text        not null,
  -- `everyone`, or a kind that another capability knows with its id: "segment:<id>".
  audience      text        not null,
  -- Where somebody belongs to several, the lowest number wins.
  rank          int         not null,
  state         text        not null check (state in ('draft', 'publishing', 'live', 'withdrawing', 'withdrawn')),
  -- LINE's own name for it.
  line_menu_id  text,
  reason        text,
  changed_at    timestamptz not null,
  primary key (brand_id, menu_id)
);
select kernel.brand_table('line.rich_menus');

-- Which of the menus a friend was given by name; null: the one that everyone has.
alter table line.friends add column menu_id uuid;

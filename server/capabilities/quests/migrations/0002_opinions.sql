-- What was decided of what members said: one row for each question of a version that asks for opinions.
create table quests.decisions (
  brand_id   uuid        not null,
  quest_id   uuid        not null,
  version    int         not null,
  question   int         not null,
  state      text        not null check (state in ('taken', 'done', 'declined')),
  note       text        not null,
  decided_at timestamptz not null,
  primary key (brand_id, quest_id, version, question)
);
select kernel.brand_table('quests.decisions');

-- What each machine last saw of the database's clock, beside how long the machine itself had been running: when the two
-- no longer agree, the clock was moved (F60). `boot` names one run of one machine; within it `up_ms` counts real time.
create table kernel.clock (
  brand_id uuid        not null,
  boot     text        not null,
  beat_at  timestamptz not null,
  up_ms    bigint      not null,
  primary key (brand_id, boot)
);
select kernel.door_table('kernel.clock');
create policy everyone_reads on kernel.clock for select using (true);

-- Jumps that were seen. One that is neither confirmed nor over keeps back what deals with many people at once.
create table kernel.clock_moves (
  brand_id     uuid        not null,
  move_id      uuid        not null,
  -- `database`: its clock went by more or less than passed; `machine`: a machine's clock is not the database's.
  what         text        not null check (what in ('database', 'machine')),
  machine      text        not null,
  moved_ms     bigint      not null,
  noticed_at   timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by text,
  over_at      timestamptz,
  primary key (brand_id, move_id)
);
create index clock_moves_open on kernel.clock_moves (brand_id) where confirmed_at is null and over_at is null;
select kernel.door_table('kernel.clock_moves');
create policy everyone_reads on kernel.clock_moves for select using (true);

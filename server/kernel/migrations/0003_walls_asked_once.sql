-- Which brand it is, is asked once for each statement instead of once or twice for each row: reading the setting and parsing
-- the uuid was a third of what writing a small row cost. A policy that compares the brand by itself stays a plain comparison
-- where rows are read: the planner joins it with the statement's own and tests it once, knowing the value.
create or replace function kernel.brand_table(name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy own_brand on %s using (brand_id = kernel.brand()) with check (brand_id = (select kernel.brand()))', name);
  execute format('grant select, insert, update, delete on %s to maido_app', name);
end $$;

-- Two policies are one "or", which can't be joined with anything: both are asked once.
create or replace function kernel.door_table(name regclass) returns void language plpgsql as $$
begin
  perform kernel.brand_table(name);
  execute format('alter policy own_brand on %s using (brand_id = (select kernel.brand()))', name);
  execute format('create policy platform on %s using ((select kernel.brand() = ''00000000-0000-0000-0000-000000000000''))', name);
end $$;

do $$
declare
  door record;
begin
  for door in
    select format('%I.%I', p.schemaname, p.tablename) as name, exists (select from pg_policies d
      where d.schemaname = p.schemaname and d.tablename = p.tablename and d.policyname = 'platform') as is_door
    from pg_policies p where p.policyname = 'own_brand'
  loop
    execute format('alter policy own_brand on %s with check (brand_id = (select kernel.brand()))', door.name);
    if door.is_door then
      execute format('alter policy own_brand on %s using (brand_id = (select kernel.brand()))', door.name);
      execute format('alter policy platform on %s using ((select kernel.brand() = ''00000000-0000-0000-0000-000000000000''))', door.name);
    end if;
  end loop;
end $$;

-- The audit log stays as it is, but for the end of a whole brand; and only the owner of the tables can bring that about.
create or replace function brands.audit_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and coalesce(current_setting('app.deleting_brand', true), '') <> '' then return null; end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;

-- Deletes every row of a demo or test brand, of every table that has brands in it; also what is left of a brand that is
-- no more. Refuses a live brand, whoever asks. Tables hold each other by foreign keys: what can't go yet is tried again.
create function brands.delete_brand(target uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  seen    text := coalesce(current_setting('app.brand', true), '');
  waiting text[];
  held    text[];
  name    text;
begin
  perform set_config('app.brand', target::text, true);
  if target = '00000000-0000-0000-0000-000000000000'
    or exists (select from brands.brands b where b.brand_id = target and b.test_of is null and not b.is_demo) then
    raise exception 'only demo and test brands can be deleted' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.deleting_brand', target::text, true);
  select coalesce(array_agg(format('%I.%I', n.nspname, c.relname) order by c.oid desc), '{}') into waiting
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema$)';
  while cardinality(waiting) > 0 loop
    held := '{}';
    foreach name in array waiting loop
      begin
        execute format('delete from %s where brand_id = $1', name) using target;
      exception when foreign_key_violation then
        held := held || name;
      end;
    end loop;
    if cardinality(held) = cardinality(waiting) then raise exception 'tables hold each other: %', held; end if;
    waiting := held;
  end loop;
  perform set_config('app.deleting_brand', '', true);
  perform set_config('app.brand', seen, true);
end $$;
revoke all on function brands.delete_brand(uuid) from public;
grant execute on function brands.delete_brand(uuid) to maido_app;

import type pg from "pg"

type Column = { readonly schema: string; readonly table: string; readonly name: string; readonly width: number }
type Told = Column & { readonly isKey: boolean; readonly isCounted: boolean }

/**
 * Says of each table of brands what it is going to be like, before there is anything to count: nearly all of its rows are of
 * one brand, and what is a row's own name within a brand comes once. Without it Postgres takes a young table to hold rows of
 * two hundred brands, so that reading all of this brand's seems cheaper than fifty looks by name, and connections keep that
 * plan while the table grows. The first count of a table that has rows takes the place of what is said here; columns that
 * were counted, or of which a migration has said more, are left alone.
 */
export async function expectOneBrand(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<Told>(`
    with keys as materialized (
      select i.indrelid, unnest(i.indkey::int2[]) as attnum
      from pg_index i join pg_attribute b on b.attrelid = i.indrelid and b.attnum = any(i.indkey::int2[])
      where b.attname = 'brand_id' and i.indisunique and i.indpred is null and i.indnkeyatts = 2
    ), counted as materialized (select schemaname, tablename, attname from pg_stats)
    select n.nspname as schema, t.relname as table, a.attname as name,
      case when a.attlen > 0 then a.attlen else 24 end::int as width,
      (t.oid, a.attnum) in (select indrelid, attnum from keys) as "isKey",
      (n.nspname, t.relname, a.attname) in (select schemaname, tablename, attname from counted) as "isCounted"
    from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
    where t.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'maido_schema')`)
  const ofBrands = new Set(rows.filter(({ name }) => name === "brand_id").map(placeOf))
  const young = rows.filter((row) => ofBrands.has(placeOf(row)) && !row.isCounted && howMany(row) !== undefined)
  await owner.query(
    `select pg_restore_attribute_stats('schemaname', c.schema, 'relname', c.table, 'attname', c.name, 'inherited', false,
       'null_frac', 0::real, 'avg_width', c.width, 'n_distinct', c.n)
     from jsonb_to_recordset($1::jsonb) as c(schema text, "table" text, name text, width int, n real)`,
    [JSON.stringify(young.map((row) => ({ ...row, n: howMany(row) })))],
  )
}

const placeOf = ({ schema, table }: Column) => `${schema}.${table}`

/** How many different values: less than nothing for the share of the rows that have one of their own. */
const howMany = ({ name, isKey }: Told): number | undefined =>
  name === "brand_id" ? 1 : isKey ? -1 : name === "customer_id" ? -0.2 : undefined

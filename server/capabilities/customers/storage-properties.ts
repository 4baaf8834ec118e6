import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { PropertyDefinition } from "./property-rules.ts"

/** All definitions, archived ones last. */
export async function selectDefinitions(ctx: Context): Promise<PropertyDefinition[]> {
  const { rows } = await sql<PropertyDefinition>`
    select key, type, jsonb_build_object('ja', label_ja, 'en', label_en) as label, choices, personal, archived_at is not null as "isArchived"
    from customers.property_definitions where brand_id = ${ctx.brandId} order by archived_at is not null, created_at, key`.execute(
    ctx.db,
  )
  return rows
}

/** False when the key is taken. */
export async function insertDefinition(ctx: Context, d: PropertyDefinition): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into customers.property_definitions (brand_id, key, type, label_ja, label_en, choices, personal, created_at)
    values (${ctx.brandId}, ${d.key}, ${d.type}, ${d.label.ja}, ${d.label.en}, ${JSON.stringify(d.choices)}::jsonb, ${d.personal}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function updateDefinition(ctx: Context, d: PropertyDefinition): Promise<void> {
  await sql`
    update customers.property_definitions set label_ja = ${d.label.ja}, label_en = ${d.label.en}, choices = ${JSON.stringify(d.choices)}::jsonb,
      personal = ${d.personal}, archived_at = case when ${d.isArchived} then coalesce(archived_at, ${ctx.now()}) end
    where brand_id = ${ctx.brandId} and key = ${d.key}`.execute(ctx.db)
}

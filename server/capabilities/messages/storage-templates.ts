import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"

export type Published = { readonly version: number; readonly document: unknown }

/** The newest published document; undefined while the kind's own wording is used. */
export async function selectPublished(ctx: Context, kind: string, language: Language): Promise<Published | undefined> {
  const { rows } = await sql<Published>`select version, document from messages.templates
    where brand_id = ${ctx.brandId} and kind = ${kind} and language = ${language}
    order by version desc limit 1`.execute(ctx.db)
  return rows[0]
}

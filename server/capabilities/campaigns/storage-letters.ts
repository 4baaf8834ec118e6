import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type OwnLetter = { readonly letterId: string; readonly variant: string; readonly document: unknown }

/** Keeps what variants say; a launch that is repeated keeps what was kept first. */
export async function insertOwnLetters(ctx: Context, campaignId: string, letters: readonly OwnLetter[]): Promise<void> {
  for (const { letterId, variant, document } of letters)
    await sql`insert into campaigns.letters (brand_id, letter_id, campaign_id, variant, document, made_at)
      values (${ctx.brandId}, ${letterId}, ${campaignId}, ${variant}, ${JSON.stringify(document)}::jsonb, ${ctx.now()})
      on conflict do nothing`.execute(ctx.db)
}

export async function selectOwnLetters(ctx: Context, campaignId: string): Promise<OwnLetter[]> {
  const { rows } = await sql<OwnLetter>`select letter_id as "letterId", variant, document from campaigns.letters
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId}`.execute(ctx.db)
  return rows
}

/** The names of the campaigns whose own letters these are. */
export async function selectLetterNames(ctx: Context, letterIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select l.letter_id as id, c.name from campaigns.letters l
    join campaigns.campaigns c using (brand_id, campaign_id)
    where l.brand_id = ${ctx.brandId} and l.letter_id = any(${[...letterIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function selectLetterDocuments(ctx: Context, letterIds: readonly string[]): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ id: string; document: unknown }>`select letter_id as id, document from campaigns.letters
    where brand_id = ${ctx.brandId} and letter_id = any(${[...letterIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, document }) => [id, document]))
}

import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { CaughtMail } from "./ports.ts"

type NewCaught = CaughtMail & { readonly caughtId: string; readonly body: Buffer; readonly packedRaw: Buffer }

export async function insertCaught(ctx: Context, m: NewCaught): Promise<void> {
  await sql`insert into messages.caught (brand_id, caught_id, received_at, mail_id, envelope_from, envelope_to, from_box,
      to_boxes, subject, headers, attachments, body, raw)
    values (${ctx.brandId}, ${m.caughtId}, ${m.receivedAt}, ${m.messageId}, ${m.envelopeFrom}, ${m.envelopeTo},
      ${JSON.stringify(m.from)}::jsonb, ${JSON.stringify(m.to)}::jsonb, ${m.subject}, ${JSON.stringify(m.headers)}::jsonb,
      ${JSON.stringify(m.attachments)}::jsonb, ${m.body}, ${m.packedRaw})`.execute(ctx.db)
}

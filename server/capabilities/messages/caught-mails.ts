import { zstdCompressSync, zstdDecompressSync } from "node:zlib"
import { type Context, inTransaction } from "#kernel/context"
import { readCursor, writeCursor } from "./cursor.ts"
import { MessageError } from "./errors.ts"
import type { CaughtMail } from "./ports.ts"
import { packBody, unpackBody } from "./sent-mail.ts"
import { insertCaught, selectCaught, selectCaughtMail } from "./storage-caught.ts"

/** Keeps a mail that the catcher received for the context's brand. Resolves when it is safe. */
export const keepCaughtMail = (ctx: Context, mail: CaughtMail): Promise<void> =>
  inTransaction(ctx, (ctx) =>
    insertCaught(ctx, { ...mail, caughtId: ctx.id(), body: packBody(mail), packedRaw: zstdCompressSync(mail.raw) }),
  )

/** A page of what the catcher received, newest first. */
export async function browseCaught(
  ctx: Context,
  asked: { readonly mailId?: string | undefined; readonly cursor?: string | undefined; readonly limit: number },
) {
  const items = await selectCaught(ctx, asked.mailId, readCursor(asked.cursor), asked.limit)
  const last = items.length === asked.limit ? items.at(-1) : undefined
  return { items, cursor: last ? writeCursor(last.receivedAt, last.caughtId) : null }
}

/** A caught mail as its reader would see it, with its bytes. Throws `messages.UnknownMail`. */
export async function caughtMail(ctx: Context, caughtId: string) {
  const found = await selectCaughtMail(ctx, caughtId)
  if (!found) throw MessageError.UnknownMail({ field: "caughtId" })
  const { body, raw, ...mail } = found
  return { ...mail, ...unpackBody(body), source: zstdDecompressSync(raw).toString("utf8") }
}

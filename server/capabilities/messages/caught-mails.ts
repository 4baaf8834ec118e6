import { zstdCompressSync } from "node:zlib"
import { type Context, inTransaction } from "#kernel/context"
import type { CaughtMail } from "./ports.ts"
import { packBody } from "./sent-mail.ts"
import { insertCaught } from "./storage-caught.ts"

/** Keeps a mail that the catcher received for the context's brand. Resolves when it is safe. */
export const keepCaughtMail = (ctx: Context, mail: CaughtMail): Promise<void> =>
  inTransaction(ctx, (ctx) =>
    insertCaught(ctx, { ...mail, caughtId: ctx.id(), body: packBody(mail), packedRaw: zstdCompressSync(mail.raw) }),
  )

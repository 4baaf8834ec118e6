import { audit, changeSetting, settingOf, settingVersion } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { isPossibleAddress } from "./address-rules.ts"
import { WebhookError } from "./errors.ts"
import { type LetterSystem, LetterSystemSetting } from "./model-letters.ts"
import { secretFrom } from "./signature-rules.ts"

const area = "letter-system"
const secretBytes = 24

/** The system that takes letters, if there is one. In a transaction. */
export const letterSystem = async (ctx: Context): Promise<LetterSystem | null> =>
  (await settingOf(ctx, area, LetterSystemSetting, LetterSystemSetting.parse({}))).system

const keep = async (ctx: Context, system: LetterSystem | null): Promise<void> =>
  void (await changeSetting(ctx, area, LetterSystemSetting, { system }, await settingVersion(ctx, area)))

/** Connects a system. Its secret is in the answer and is never shown again. Throws `webhooks.BadAddress`. */
export async function connectSystem(ctx: Context, wanted: { name: string; url: string }): Promise<{ secret: string }> {
  if (!isPossibleAddress(wanted.url)) throw WebhookError.BadAddress({ field: "url" })
  const secret = secretFrom(ctx.bytes(secretBytes))
  await inTransaction(ctx, async (ctx) => {
    await keep(ctx, { ...wanted, secret: ctx.keys.seal(secret), closedBecause: null, closedUntil: null })
    await audit(ctx, { action: "webhooks.letters-connected", subject: "letter-system", after: wanted })
  })
  return { secret }
}

export const disconnectSystem = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await keep(ctx, null)
    await audit(ctx, { action: "webhooks.letters-disconnected", subject: "letter-system" })
  })

/** Closes or opens the way; what was changed meanwhile stays. */
export const markSystem = (
  ctx: Context,
  closedBecause: LetterSystem["closedBecause"],
  closedUntil: Date | null,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const system = await letterSystem(ctx)
    if (system && system.closedBecause !== closedBecause) await keep(ctx, { ...system, closedBecause, closedUntil })
  })

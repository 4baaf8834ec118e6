import { brandById, brandLook, isTest, settingOf } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { mailLook } from "./mail-look-rules.ts"
import { MailSettings } from "./model-settings.ts"
import type { BrandLook } from "./model.ts"
import type { Mailbox } from "./ports.ts"

/** All that a brand's mails wear: looks, sender, and the way they take. */
export type Dress = {
  readonly look: BrandLook
  readonly zone: string
  readonly from: Mailbox
  readonly replyTo: Mailbox | undefined
  /** Mails of a test brand, and of the demo, never leave the house. */
  readonly isTest: boolean
  readonly settings: MailSettings
}

/** A change of the look reaches the mails within this time; until then it is not read again for each mail. */
const freshMs = 2_000
const keepDresses = 1_000
const dresses = new Map<string, { readonly at: number; readonly dress: Dress }>()

/** How the context's brand dresses its mails. */
export async function dressOf(ctx: Context): Promise<Dress> {
  const now = ctx.now().getTime()
  const known = dresses.get(ctx.brandId)
  if (known && Math.abs(now - known.at) < freshMs) return known.dress
  const dress = await inTransaction(ctx, readDress)
  if (dresses.size >= keepDresses) dresses.clear()
  dresses.set(ctx.brandId, { at: now, dress })
  return dress
}

/** For those who have just changed something: this process reads it again at once. */
export const forgetDress = (ctx: Context): void => void dresses.delete(ctx.brandId)

async function readDress(ctx: Context): Promise<Dress> {
  const brand = await brandById(ctx, ctx.brandId)
  if (!brand) throw KernelError.NotFound({ field: "brandId" })
  const look = await brandLook(ctx)
  return {
    look: mailLook(look),
    zone: brand.zone,
    from: { name: look.senderName, address: look.senderAddress },
    replyTo: look.replyTo === "" ? undefined : { address: look.replyTo },
    isTest: isTest(brand) || brand.isDemo,
    settings: await mailSettings(ctx),
  }
}

export const mailSettings = (ctx: Context): Promise<MailSettings> =>
  settingOf(ctx, "mail", MailSettings, MailSettings.parse({}))

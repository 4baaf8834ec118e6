import type { Context } from "#kernel/context"
import type { Dress } from "./dress.ts"
import { type MailWay, mailTransports } from "./ports.ts"

/** The way that the brand's mails take. A test brand's server is not even read (S31). */
export function wayOf(ctx: Context, { isTest, settings }: Pick<Dress, "isTest" | "settings">): MailWay {
  const server = isTest || settings.sealedServer === "" ? undefined : ctx.keys.open(settings.sealedServer)
  return ctx.product.use(mailTransports).wayFor({ brandId: ctx.brandId, isTest, server })
}

import type { Context } from "#kernel/context"
import type { Dress } from "./dress.ts"
import { type MailWay, mailTransports } from "./ports.ts"

/**
 * The way that the brand's mails take. A test brand's server is not even read (S31). A server that cannot be read (the
 * installation's key was changed, say) is a closed way out for a person to see to, like any other fault of ours.
 */
export function wayOf(ctx: Context, { isTest, settings }: Pick<Dress, "isTest" | "settings">): MailWay {
  const { wayFor } = ctx.product.use(mailTransports)
  const { sealedServer, serverHost } = settings
  if (isTest || sealedServer === "") return wayFor({ brandId: ctx.brandId, isTest, server: undefined })
  try {
    return wayFor({ brandId: ctx.brandId, isTest, server: ctx.keys.open(sealedServer) })
  } catch {
    return brokenWay(serverHost)
  }
}

const brokenWay = (name: string): MailWay => ({
  name,
  send: async () => ({
    kind: "sender-fault",
    reason: "configuration",
    phase: "connect",
    response: "the mail server's settings cannot be read; enter them again",
  }),
})

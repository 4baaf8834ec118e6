import { blockedBy, consentState, suppressionsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { MailFacts } from "./model.ts"
import type { MessageToSend } from "./model-states.ts"

/**
 * The facts of a message with what its reader has agreed to, as it stands at this moment: who withdrew a minute ago gets
 * the notice without what is only for those who agreed (E20). No customer, no consent; a test shows everything.
 */
export async function withConsents(
  ctx: Context,
  { customerId, toAddress, facts, draft }: Pick<MessageToSend, "customerId" | "toAddress" | "facts" | "draft">,
): Promise<MailFacts> {
  if (draft !== null) return { ...facts, consents: { marketing: true } }
  if (customerId === null) return { ...facts, consents: {} }
  const agreed = await inTransaction(ctx, async (ctx) => {
    if ((await consentState(ctx, customerId, "email", "marketing")) !== "given") return false
    const standing = (await suppressionsOf(ctx, "email", [toAddress])).get(toAddress) ?? []
    return blockedBy(standing, "email", "marketing") === undefined
  })
  return { ...facts, consents: agreed ? { marketing: true } : {} }
}

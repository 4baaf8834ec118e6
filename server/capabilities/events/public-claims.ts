import { type Identity, peekIdentities } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { idOf, isMessage, type Message } from "./message-rules.ts"

/**
 * Whether a browser may say that its visitor has this mail or phone (S30). It may of somebody who is nobody yet; it may
 * not give a known customer another address, nor claim the address of a known customer.
 */
export async function mayClaim(ctx: Context, message: Message): Promise<boolean> {
  const traits = isMessage(message.traits) ? message.traits : {}
  const claimed: Identity[] = (["email", "phone"] as const).flatMap((kind) => {
    const value = traits[kind]
    return typeof value === "string" && value.trim() !== ""
      ? [{ kind, issuer: "", value: value.trim().slice(0, 254) }]
      : []
  })
  if (claimed.length === 0) return true
  const said: Identity[] = [
    ...idsOf(idOf(message.userId), "external", ""),
    ...idsOf(idOf(message.anonymousId), "anonymous", "web"),
  ]
  return inTransaction(ctx, async (ctx) => {
    const self = (await peekIdentities(ctx, said)).find(({ known }) => known)?.customerId
    const owners = await peekIdentities(ctx, claimed)
    if (owners.some((owner) => owner.known && owner.customerId !== self)) return false
    // Somebody known keeps what they have: the claim may only repeat it.
    return (
      self === undefined ||
      claimed.every(({ kind }) => owners.some((owner) => owner.kind === kind && owner.customerId === self))
    )
  })
}

const idsOf = (value: string | null | undefined, kind: Identity["kind"], issuer: string): Identity[] =>
  value ? [{ kind, issuer, value }] : []

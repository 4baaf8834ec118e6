import type { z } from "zod"
import type { getCustomer, getSuppressions } from "../../../server/capabilities/customers/contract.ts"

export const shownChannels = ["email", "line", "post", "sms", "push"] as const
type Channel = (typeof shownChannels)[number]

type Known = z.output<typeof getCustomer.reply>
type Suppression = z.output<typeof getSuppressions.reply>["items"][number]
type Facts = Pick<Known, "customer" | "identities" | "consents"> & {
  readonly suppressions: readonly Pick<Suppression, "scope" | "channel" | "purpose" | "reason">[]
  /** Whether mails about orders go out by this way at all. */
  readonly hasOrderMails: boolean
}

/** Whether news and offers reach somebody by a channel, and what is in the way. */
export type Reach = { readonly getsOrderMails: boolean } & (
  | { readonly state: "reached" | "refused" | "pending" | "unproven" | "unasked"; readonly since: Date | undefined }
  | { readonly state: "absent"; readonly since: undefined }
  | { readonly state: "stopped"; readonly reason: string; readonly since: undefined }
)

const states = { given: "reached", withdrawn: "refused", pending: "pending", imported_unverified: "unproven" } as const

export function reachOf(channel: Channel, facts: Facts): Reach {
  const held = facts.consents.find((one) => one.channel === channel && one.purpose === "marketing")
  const blocks = facts.suppressions.filter((one) => one.scope === "all" || one.channel === channel)
  const isShut = blocks.find((one) => one.scope !== "purpose")
  const stopped = isShut ?? blocks.find((one) => one.purpose === "marketing")
  const hasAddress = addressed(channel, facts)
  const state = held ? states[held.state] : ("unasked" as const)
  const getsOrderMails = facts.hasOrderMails && hasAddress && !isShut && (stopped !== undefined || state !== "reached")
  // A word of the person weighs more than a missing address: it says that asking again is not welcome.
  if (!hasAddress && state !== "refused") return { state: "absent", since: undefined, getsOrderMails: false }
  if (stopped) return { state: "stopped", reason: stopped.reason, since: undefined, getsOrderMails }
  return { state, since: held?.since, getsOrderMails }
}

function addressed(channel: Channel, { customer, identities }: Facts): boolean {
  if (channel === "email") return customer.email !== null
  if (channel === "sms") return customer.phone !== null
  if (channel === "line") return identities.some((identity) => identity.kind === "line")
  if (channel === "post") return customer.address !== null
  return false
}

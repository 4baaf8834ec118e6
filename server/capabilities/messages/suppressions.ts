import { type Channel, suppress } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import { mailAddressKey } from "./mail-address-rules.ts"
import type { AttemptNote } from "./model-states.ts"
import { countRefusals } from "./storage.ts"

/** Whether what a domain says at this moment is held against nobody: it refuses everything (M33). */
export type SuppressionVeto = (ctx: Context, domain: string) => Promise<boolean>
export const suppressionVetoes = contributionPoint<SuppressionVeto>("messages.suppression-vetoes")

const mostRefusals = 3
const refusalsWithinMs = 30 * 86_400_000

/**
 * Decides whether an address is written to again after a refusal at RCPT: no such mailbox ends it at once, a full or
 * picky one after three refusals in thirty days (M31). Whatever is our own fault never counts.
 */
export async function suppressAfter(ctx: Context, address: string, note: AttemptNote): Promise<void> {
  const reason = await reasonToSuppress(ctx, address, note)
  if (reason === undefined) return
  const key = mailAddressKey(address) ?? address
  for (const veto of ctx.product.contributed(suppressionVetoes))
    if (await veto(ctx, key.slice(key.lastIndexOf("@") + 1))) return
  await suppress(ctx, { channel: "email", address, scope: "channel", reason, source: "smtp", at: ctx.now() })
}

/** A channel beside e-mail says that this address takes nothing more by it. */
export const suppressOn = async (ctx: Context, channel: Channel, address: string, reason: string): Promise<void> =>
  void (await suppress(ctx, { channel, address, scope: "channel", reason, source: channel, at: ctx.now() }))

async function reasonToSuppress(
  ctx: Context,
  address: string,
  { phase, reason }: AttemptNote,
): Promise<string | undefined> {
  if (phase !== "rcpt") return undefined
  if (reason === "unknown-recipient") return "hard-bounce"
  if (reason !== "mailbox-full" && reason !== "recipient-refused") return undefined
  const since = new Date(ctx.now().getTime() - refusalsWithinMs)
  const refusals = await countRefusals(ctx, mailAddressKey(address) ?? "", since)
  return refusals >= mostRefusals ? "soft-bounces" : undefined
}

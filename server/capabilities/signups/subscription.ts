import {
  blockedBy,
  type Channel,
  type ConsentStatement,
  customerById,
  liftSuppression,
  recordConsent,
  suppress,
  suppressionsOf,
} from "#customers"
import { endRest } from "#deliverability"
import type { Context } from "#kernel/context"

type Said = Omit<ConsentStatement, "state" | "at"> & { readonly channel: Channel }

/**
 * Somebody agrees to be written to: a line with what proves it, and an earlier "no" for the same purpose is taken back,
 * as is that letters rest for her.
 * What was not theirs to say stays: a mail box that does not exist, a complaint, the brand's own decision (M24).
 */
export async function agree(ctx: Context, said: Said, address: string | null): Promise<void> {
  await recordConsent(ctx, { ...said, state: "given", at: ctx.now() })
  if (said.purpose === "marketing") await endRest(ctx, [said.customerId], "consent")
  if (address === null) return
  for (const standing of (await suppressionsOf(ctx, said.channel, [address])).get(address) ?? [])
    if (standing.scope === "purpose" && standing.purpose === said.purpose && standing.reason === "unsubscribed")
      await liftSuppression(ctx, standing.suppressionId, `agreed again: ${said.source}`, { address })
}

/** Somebody says no for one purpose. It holds for the address, too, whoever has it now or comes to have it (B12). */
export async function refuse(ctx: Context, said: Said): Promise<void> {
  await recordConsent(ctx, { ...said, state: "withdrawn", at: ctx.now() })
  const address = await addressOf(ctx, said.customerId, said.channel)
  if (address === null) return
  await suppress(ctx, {
    channel: said.channel,
    address,
    scope: "purpose",
    purpose: said.purpose,
    reason: "unsubscribed",
    source: said.source,
    at: ctx.now(),
  })
}

/** Where a person is reached on a channel; null when we do not know, or when another has to say. */
export async function addressOf(ctx: Context, customerId: string, channel: Channel): Promise<string | null> {
  const customer = await customerById(ctx, customerId)
  if (channel === "email") return customer?.email ?? null
  return channel === "sms" || channel === "phone" ? (customer?.phone ?? null) : null
}

/** Whether an address must not be written to for this purpose, for whatever reason. */
export async function hasRefused(ctx: Context, address: string, purpose: string): Promise<boolean> {
  const standing = (await suppressionsOf(ctx, "email", [address])).get(address) ?? []
  return blockedBy(standing, "email", purpose) !== undefined
}

/**
 * For which purposes an address was taken off by its reader, and whether something else keeps us from writing to it: a
 * mail box that is gone is not a reader's wish, and must not become one when they save their other wishes.
 */
export async function standingOf(
  ctx: Context,
  channel: Channel,
  address: string | null,
): Promise<{ readonly refused: ReadonlySet<string>; readonly isUnreachable: boolean }> {
  const standing = address === null ? [] : ((await suppressionsOf(ctx, channel, [address])).get(address) ?? [])
  return {
    refused: new Set(standing.filter(({ scope }) => scope === "purpose").map(({ purpose }) => purpose)),
    isUnreachable: standing.some(({ scope }) => scope !== "purpose"),
  }
}

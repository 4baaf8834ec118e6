import { z } from "zod"
import { liftSuppression, recordConsent, resolveCustomer, suppressionsOf } from "#customers"
import { recordEvents } from "#events"
import type { Context } from "#kernel/context"
import { appliedEffect } from "#kernel/effects"
import { stopWords } from "#sms"
import { addressOf } from "./model.ts"
import { dmSettings } from "./settings.ts"
import { type AccountRow, selectAccountById, upsertPerson } from "./storage.ts"
import { insertSaid, unsay } from "./storage-messages.ts"
import { DmEvent, says } from "./webhook-rules.ts"

/** Lets one thing that somebody said take effect: whose it is, what they agree to, what stands in their timeline. */
export const applyDmEvent = appliedEffect({
  kind: "dm.apply-event",
  title: { ja: "InstagramやMessengerからの知らせ", en: "Event from Instagram or Messenger" },
  payload: z.object({ accountId: z.uuid(), event: DmEvent }),
  concurrency: 4,
  apply: async (ctx, { accountId, event }) => {
    const account = await selectAccountById(ctx, accountId)
    if (account) await hear(ctx, account, event)
  },
})

/** Instagram and Messenger give one person other ids at every page. */
const issuerOf = ({ service }: DmEvent, { pageId, instagramId }: AccountRow): string =>
  `${service}:${service === "instagram" ? (instagramId ?? pageId) : pageId}`

async function hear(ctx: Context, account: AccountRow, event: DmEvent): Promise<void> {
  const { service, userId, mid, kind, text } = event
  // A clock that runs ahead must not keep the window open for longer.
  const at = new Date(Math.min(event.at.getTime(), ctx.now().getTime()))
  if (kind === "unsent") return unsay(ctx, { service, userId, mid, at, messageId: ctx.id() })
  const identities = [{ kind: "external" as const, issuer: issuerOf(event, account), value: userId }]
  const { customerId } = await resolveCustomer(ctx, { identities, source: `dm:${service}`, at })
  await upsertPerson(ctx, { service, userId, customerId, saidAt: at })
  const said = { messageId: ctx.id(), service, userId, mid, direction: "in" as const, kind, text, at, state: null }
  if (!(await insertSaid(ctx, said))) return
  await reopen(ctx, event, customerId)
  await agree(ctx, event, customerId, at)
  // What somebody wrote stays in the talk, and out of the facts.
  await recordEvents(ctx, [
    {
      customerId,
      name: "Direct Message Received",
      occurredAt: at,
      source: `dm:${service}`,
      externalId: mid,
      channel: "dm",
      properties: { service, kind, ...(event.payload === null ? {} : { payload: event.payload }) },
    },
  ])
}

/** Whoever writes again can be reached again: what a refused message had ended is lifted, and nothing else. */
async function reopen(ctx: Context, event: DmEvent, customerId: string): Promise<void> {
  const address = addressOf(event)
  for (const { suppressionId, reason } of (await suppressionsOf(ctx, "dm", [address])).get(address) ?? [])
    if (reason === "dm-blocked" || reason === "unknown-person")
      await liftSuppression(ctx, suppressionId, "wrote-again", { customerId })
}

/** Saying a word to join agrees to letters by this channel, saying stop takes it back; the evidence is the message itself. */
async function agree(ctx: Context, event: DmEvent, customerId: string, at: Date): Promise<void> {
  const { joinWords } = await dmSettings(ctx)
  const state = says(event, stopWords) ? "withdrawn" : says(event, joinWords) ? "given" : undefined
  if (!state) return
  const { service, mid, text, payload } = event
  const evidence = { service, mid, said: text ?? payload ?? "" }
  await recordConsent(ctx, { customerId, channel: "dm", purpose: "marketing", state, source: "dm", at, evidence })
}

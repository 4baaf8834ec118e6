import { z } from "zod"
import { type Context, inTransaction, mustBeInTransaction } from "#kernel/context"
import { enqueue, enqueueAll, type PerformedEffect, performedEffect } from "#kernel/effects"
import { attemptSend } from "./attempt-send.ts"
import { channelNamed } from "./channel.ts"
import { dressOf } from "./dress.ts"
import type { Purpose } from "./model.ts"
import { settleSend, settleSends } from "./settle-send.ts"
import { selectChannelUnderWay } from "./storage-ends.ts"

const Payload = z.object({
  messageId: z.uuid(),
  round: z.int(),
  purpose: z.enum(["transactional", "marketing"]),
})
export type Payload = z.output<typeof Payload>

type Lane = Pick<PerformedEffect<Payload>, "kind" | "title" | "concurrency" | "isPrompt" | "after" | "afterOwn">

const lane = (of: Lane) =>
  performedEffect({
    ...of,
    payload: Payload,
    leaseMs: 60_000,
    // How long a mail is tried is decided by the clock (F40), not by a count.
    maxAttempts: 1_000_000,
    subject: ({ messageId }) => `message:${messageId}`,
    perform: attemptSend,
    settle: settleSend,
    settleAll: settleSends,
    // Marketing must never arrive twice; a receipt must arrive, and the same Message-ID lets the reader's side see one (F02).
    lost: async ({ messageId, purpose }, ctx) =>
      purpose !== "marketing" || (await isKnownAgain(ctx, messageId)) ? "retry" : "unknown",
  })

/** Whether it was on its way by a channel that knows a repetition. A mark that is not there any more proves nothing. */
async function isKnownAgain(ctx: Context, messageId: string): Promise<boolean> {
  const channel = await inTransaction(ctx, (ctx) => selectChannelUnderWay(ctx, messageId))
  return channel !== undefined && channelNamed(ctx, channel)?.knowsAgain === true
}

/**
 * Lanes with workers of their own, so that nobody waits behind somebody else's mails: receipts never behind a campaign, which
 * begins nothing while one of them waits (F15); and neither behind the mail server that some brand has brought (there each
 * server has few places, F43), nor behind what another brand has to send over its own.
 */
const receipts = lane({
  kind: "messages.send",
  title: { ja: "メールの送信", en: "Sending a mail" },
  concurrency: 32,
  isPrompt: true,
})
const campaigns = lane({
  kind: "messages.send-marketing",
  title: { ja: "お知らせメールの送信", en: "Sending news by mail" },
  concurrency: 64,
  isPrompt: false,
  after: [receipts.kind],
})
const aside = lane({
  kind: "messages.send-aside",
  title: { ja: "メールの送信（自前のサーバー）", en: "Sending a mail by the own server" },
  concurrency: 64,
  isPrompt: false,
})
const campaignsAside = lane({
  kind: "messages.send-aside-marketing",
  title: { ja: "お知らせメールの送信（自前のサーバー）", en: "Sending news by the own server" },
  concurrency: 64,
  isPrompt: false,
  afterOwn: [aside.kind],
})

export const sendEffects: readonly PerformedEffect<Payload>[] = [receipts, campaigns, aside, campaignsAside]

type Round = {
  readonly messageId: string
  readonly round: number
  readonly purpose: Purpose
  readonly expiresAt?: Date
}

/** Asks for one round of sending in the caller's transaction. */
export async function askToSend(ctx: Context, { expiresAt, ...round }: Round): Promise<void> {
  mustBeInTransaction(ctx)
  const effect = await laneOf(ctx, round.purpose)
  await enqueue(ctx, effect, round, { key: `${round.messageId}:${round.round}`, ...(expiresAt ? { expiresAt } : {}) })
}

/** The same for many letters, not before their own moment each. */
export async function askToSendAll(
  ctx: Context,
  rounds: readonly (Round & { readonly sendAt: Date; readonly expiresAt: Date })[],
): Promise<void> {
  mustBeInTransaction(ctx)
  for (const purpose of ["transactional", "marketing"] as const) {
    const wanted = rounds.filter((round) => round.purpose === purpose)
    if (wanted.length === 0) continue
    await enqueueAll(
      ctx,
      await laneOf(ctx, purpose),
      wanted.map(({ messageId, round, sendAt, expiresAt }) => ({
        payload: { messageId, round, purpose },
        key: `${messageId}:${round}`,
        notBefore: sendAt,
        expiresAt,
      })),
    )
  }
}

/** Where a brand's mails of this purpose are sent. */
export async function laneOf(ctx: Context, purpose: Purpose): Promise<PerformedEffect<Payload>> {
  const { isTest, settings } = await dressOf(ctx)
  const isAside = isTest || settings.sealedServer !== ""
  if (purpose === "marketing") return isAside ? campaignsAside : campaigns
  return isAside ? aside : receipts
}

import { z } from "zod"
import { type Context, mustBeInTransaction } from "#kernel/context"
import { appliedEffect, type Effect, enqueue, NotYet } from "#kernel/effects"
import { countDue } from "#kernel/outbox"
import type { Purpose } from "./model.ts"
import { askToSendAll, laneOf } from "./send-effect.ts"
import { selectUnqueued } from "./storage-mailing.ts"

const Page = z.object({
  originId: z.uuid(),
  purpose: z.enum(["transactional", "marketing"]),
  /** The first and the last id of the letters, both included. */
  from: z.uuid(),
  until: z.uuid(),
})
type Page = z.output<typeof Page>

/** So many letters are put into the queue in one transaction. */
const pageSize = 1_000
/** While so many of a brand wait in the queue no more are put there: a million of one brand would stand before everybody else's. */
const enough = 2_000
const lookAgainMs = 250

/**
 * Puts letters of a sending whose moment has come into the queue, a page after the other. Until then their rows are their own
 * queue: a million that leave over hours cost no second row each while nothing can be done about them.
 */
export const queueEffect: Effect<Page> = appliedEffect({
  kind: "messages.queue-letters",
  title: { ja: "お便りを順番に並べる", en: "Queueing letters that are due" },
  subject: ({ originId }) => `letters-of:${originId}`,
  payload: Page,
  concurrency: 2,
  leaseMs: 60_000,
  apply: async (ctx, page) => {
    const { kind } = await laneOf(ctx, page.purpose)
    if ((await countDue(ctx, kind, enough)) >= enough) throw new NotYet("queue-full", lookAgainMs)
    const letters = await selectUnqueued(ctx, page, pageSize + 1)
    const next = letters[pageSize]
    await askToSendAll(
      ctx,
      letters.slice(0, pageSize).map((letter) => ({ ...letter, round: 1, purpose: page.purpose })),
    )
    if (next) await ask(ctx, { ...page, from: next.messageId }, next.sendAt)
  },
})

type Waiting = { readonly messageId: string; readonly sendAt: Date }

/** Letters whose moments are so close together are put into the queue together, each with its own moment. */
const closeMs = 15 * 60_000

/** Asks for letters, in order of their ids and of their moments, to be queued when they come due. In their transaction. */
export async function askToQueue(
  ctx: Context,
  of: { readonly originId: string; readonly purpose: Purpose },
  letters: readonly Waiting[],
): Promise<void> {
  mustBeInTransaction(ctx)
  for (let i = 0; i < letters.length; ) {
    const first = letters[i]
    if (!first) return
    const open = first.sendAt.getTime() + closeMs
    let end = i
    while ((letters[end]?.sendAt.getTime() ?? open) < open) end++
    const until = letters[end - 1]?.messageId ?? first.messageId
    await ask(ctx, { ...of, from: first.messageId, until }, first.sendAt)
    i = end
  }
}

const ask = (ctx: Context, page: Page, notBefore: Date) =>
  enqueue(ctx, queueEffect, page, { key: `${page.from}:${page.until}`, notBefore })

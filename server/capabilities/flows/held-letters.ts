import { audit } from "#brands"
import { discardLetters, letterPeople, releaseLetters } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { mustFind } from "./edit-flows.ts"

const pageSize = 1_000

type Which = { readonly step?: string | undefined; readonly messageIds?: readonly string[] | undefined }

/** What is held, by step: made in shadow mode or of a message that waits for a word from somebody. */
export async function heldOf(ctx: Context, flowId: string) {
  await mustFind(ctx, flowId)
  const steps = new Map<string, { step: string; count: number; oldestAt: Date }>()
  for await (const page of pagesOf(ctx, flowId, undefined))
    for (const { step, sendAt } of page) {
      const at = sendAt ?? ctx.now()
      const before = steps.get(step)
      steps.set(step, {
        step,
        count: (before?.count ?? 0) + 1,
        oldestAt: before && before.oldestAt < at ? before.oldestAt : at,
      })
    }
  return {
    items: [...steps.values()].sort(
      (a, b) => a.oldestAt.getTime() - b.oldestAt.getTime() || (a.step < b.step ? -1 : 1),
    ),
  }
}

async function* pagesOf(ctx: Context, flowId: string, step: string | undefined) {
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof letterPeople>> = await letterPeople(
      ctx,
      { id: flowId, step, state: "held" },
      { after, limit: pageSize },
    )
    yield page
    after = page.at(-1)?.messageId ?? null
    if (page.length < pageSize) return
  }
}

async function heldIds(ctx: Context, flowId: string, { step, messageIds }: Which): Promise<string[]> {
  const ids: string[] = []
  for await (const page of pagesOf(ctx, flowId, step)) ids.push(...page.map(({ messageId }) => messageId))
  const wanted = messageIds ? new Set(messageIds) : undefined
  return wanted ? ids.filter((id) => wanted.has(id)) : ids
}

const decide = (
  ctx: Context,
  flowId: string,
  which: Which,
  action: "flows.held-released" | "flows.held-discarded",
  act: (ctx: Context, ids: readonly string[]) => Promise<number>,
) =>
  inTransaction(ctx, async (ctx) => {
    await mustFind(ctx, flowId)
    const count = await act(ctx, await heldIds(ctx, flowId, which))
    await audit(ctx, { action, subject: `flow:${flowId}`, after: { step: which.step ?? null, count } })
    return { count }
  })

/** Lets held messages go, in one go; each is decided about as any other when it leaves. */
export const releaseHeld = (ctx: Context, flowId: string, which: Which) =>
  decide(ctx, flowId, which, "flows.held-released", releaseLetters)

export const discardHeld = (ctx: Context, flowId: string, which: Which) =>
  decide(ctx, flowId, which, "flows.held-discarded", discardLetters)

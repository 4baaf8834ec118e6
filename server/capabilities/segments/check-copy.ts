import { setTimeout as sleep } from "node:timers/promises"
import { projectionState } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { countCopied, emptyCopy } from "./facts-copy.ts"
import { forgetPeople, readHeld } from "./facts-people.ts"
import { selectSegments } from "./storage.ts"
import { countMembers } from "./storage-members.ts"

const tries = 3

/**
 * The nightly check: what ClickHouse says of who belongs where is held against Postgres, which is right. Where they differ
 * the brand's copy is dropped, and its next turn copies it anew before anybody is moved; what can't be read is dropped for
 * everybody (F23). Returns what was found.
 */
export async function mendCopy(ctx: Context): Promise<"equal" | "differs" | "unreadable" | "away"> {
  const found = await compare(ctx)
  if (found === "differs" || found === "unreadable")
    ctx.log.error({ found, brandId: ctx.brandId }, "what segments keep in ClickHouse is copied anew from Postgres")
  if (found === "differs") await forgetPeople(ctx)
  if (found === "unreadable") await emptyCopy(ctx)
  return found
}

async function compare(ctx: Context): Promise<"equal" | "differs" | "unreadable" | "away"> {
  if (!ctx.facts.available() || !(await projectionState(ctx)).available) return "away"
  try {
    if (!(await readHeld(ctx)).filling.isDone) return "away"
    // Who is being moved is in Postgres a moment before the copy, so a difference must stay to count.
    for (let tried = 1; tried <= tries; tried++) {
      if (await isEqual(ctx)) return "equal"
      if (tried < tries) await sleep(300)
    }
    return "differs"
  } catch (err) {
    if (!ctx.facts.available()) return "away"
    ctx.log.warn({ err, brandId: ctx.brandId }, "what segments keep in ClickHouse can't be read")
    return "unreadable"
  }
}

async function isEqual(ctx: Context): Promise<boolean> {
  const { segments, members } = await inTransaction(ctx, async (ctx) => ({
    segments: await selectSegments(ctx),
    members: await countMembers(ctx),
  }))
  const copied = await countCopied(
    ctx,
    segments.map(({ number }) => number),
  )
  return segments.every(({ segmentId, number }) => (members.get(segmentId) ?? 0) === (copied.get(number) ?? 0))
}

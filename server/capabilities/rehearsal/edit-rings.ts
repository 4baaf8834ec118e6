import { audit } from "#brands"
import { rootIdsOf } from "#customers"
import { commitRing, dropRing, enrolAll } from "#members"
import { commitBook, dropBook } from "#points"
import { audienceAfter } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { RehearsalError } from "./errors.ts"
import { measureRing } from "./measure-ring.ts"
import { earnForJoining } from "./ring-live.ts"
import { deleteRingOrders, insertRingNumbers } from "./storage-ring-orders.ts"
import { bookOf, mostInRing } from "./model-ring.ts"
import type { Numbers } from "./model-numbers.ts"
import {
  countInOtherRings,
  deleteRingPeople,
  holdRing,
  insertRing,
  insertRingPeople,
  type Ring,
  selectDueRings,
  selectRing,
  selectRingPeople,
  setRingState,
  updateRing,
} from "./storage-rings.ts"

/** Throws `rehearsal.UnknownRing`. */
export async function knownRing(ctx: Context, ringId: string): Promise<Ring> {
  const ring = await selectRing(ctx, ringId)
  if (!ring) throw RehearsalError.UnknownRing({ field: "ringId" })
  return ring
}

async function heldRing(ctx: Context, ringId: string): Promise<Ring> {
  await holdRing(ctx, ringId)
  return knownRing(ctx, ringId)
}

type WantedRing = { readonly name: string; readonly goal: string; readonly numbers: Numbers; readonly ends: Date }

/** A ring as a draft: nothing is earned before it is started (U01). */
export const makeRing = (ctx: Context, wanted: WantedRing): Promise<{ ringId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const ringId = ctx.id()
    await insertRing(ctx, { ringId, ...wanted })
    await insertRingNumbers(ctx, ringId, 1, wanted.numbers)
    await audit(ctx, { action: "rehearsal.ring-made", subject: `ring:${ringId}`, after: { name: wanted.name } })
    return { ringId }
  })

/**
 * Changes name, goal, end or the rules' numbers, also while it runs: what was earned stays as it was, what is bought from
 * now on is judged by the new numbers (U07). Throws `rehearsal.UnknownRing`, `RingEnded`, `RingMoved`.
 */
export const changeRing = (
  ctx: Context,
  ringId: string,
  change: {
    name?: string | undefined
    goal?: string | undefined
    numbers?: Numbers | undefined
    ends?: Date | undefined
  },
  basedOn: number,
): Promise<{ revision: number }> =>
  inTransaction(ctx, async (ctx) => {
    const ring = await heldRing(ctx, ringId)
    mustBeOpen(ring)
    if (!(await updateRing(ctx, ringId, change, basedOn))) throw RehearsalError.RingMoved({ current: ring.revision })
    if (change.numbers) await insertRingNumbers(ctx, ringId, basedOn + 1, change.numbers)
    const { name, goal, numbers, ends } = ring
    await audit(ctx, {
      action: "rehearsal.ring-changed",
      subject: `ring:${ringId}`,
      before: { name, goal, numbers, ends },
      after: change,
    })
    return { revision: basedOn + 1 }
  })

function mustBeOpen({ state }: Ring): void {
  if (state !== "draft" && state !== "running") throw RehearsalError.RingEnded()
}

/** Who is meant: people by hand, or everybody who is in a segment now. */
export type Chosen = { readonly customerIds?: readonly string[] | undefined; readonly segmentId?: string | undefined }

/**
 * Chooses people for a ring, by the ids that they are known by now. While it runs they are members of it at once. Throws
 * `rehearsal.RingEmpty`, `RingTooLarge`, `InAnotherRing`, `RingEnded`.
 */
export const addToRing = (
  ctx: Context,
  ringId: string,
  { customerIds, segmentId }: Chosen,
): Promise<{ people: number }> =>
  inTransaction(ctx, async (ctx) => {
    const ring = await heldRing(ctx, ringId)
    mustBeOpen(ring)
    const wanted = segmentId
      ? await audienceAfter(ctx, { include: [segmentId], exclude: [], at: null }, null, mostInRing + 1)
      : (customerIds ?? [])
    const roots = [...new Set((await rootIdsOf(ctx, wanted)).values())]
    if (roots.length === 0) throw RehearsalError.RingEmpty()
    const known = new Set((await selectRingPeople(ctx, ringId)).map(({ customerId }) => customerId))
    const fresh = roots.filter((id) => !known.has(id))
    if (known.size + fresh.length > mostInRing) throw RehearsalError.RingTooLarge({ most: mostInRing })
    const others = await countInOtherRings(ctx, ringId, fresh)
    if (others > 0) throw RehearsalError.InAnotherRing({ people: others })
    await insertRingPeople(ctx, ringId, fresh)
    if (ring.state === "running") await join(ctx, ring, fresh)
    await audit(ctx, { action: "rehearsal.ring-people", subject: `ring:${ringId}`, after: { added: fresh.length } })
    return { people: known.size + fresh.length }
  })

async function join(ctx: Context, { ringId, numbers }: Ring, people: readonly string[]): Promise<void> {
  await enrolAll(
    ctx,
    people.map((customerId) => ({ customerId, by: "import" as const, ring: ringId })),
  )
  await earnForJoining(ctx, ringId, numbers, people)
}

/** Takes somebody out before it begins. Throws `rehearsal.RingBegun` or `RingEnded` afterwards: her points would be lost unseen. */
export const removeFromRing = (ctx: Context, ringId: string, customerId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const ring = await heldRing(ctx, ringId)
    if (ring.state === "running") throw RehearsalError.RingBegun()
    if (ring.state !== "draft") throw RehearsalError.RingEnded()
    await deleteRingPeople(ctx, ringId, [customerId])
  })

/** From now on its people earn in its own book (X18). Throws `rehearsal.RingEmpty`, `RingEnded`, `InAnotherRing`. */
export const startRing = (ctx: Context, ringId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const ring = await heldRing(ctx, ringId)
    if (ring.state === "running") return
    if (ring.state !== "draft" || ring.ends <= ctx.now()) throw RehearsalError.RingEnded()
    const people = (await selectRingPeople(ctx, ringId)).map(({ customerId }) => customerId)
    if (people.length === 0) throw RehearsalError.RingEmpty()
    const others = await countInOtherRings(ctx, ringId, people)
    if (others > 0) throw RehearsalError.InAnotherRing({ people: others })
    await setRingState(ctx, ringId, "running", null)
    await join(ctx, ring, people)
    await audit(ctx, { action: "rehearsal.ring-started", subject: `ring:${ringId}`, after: { people: people.length } })
  })

/** Ends it and writes down what the four checks say (U02). Its points stay until somebody decides. */
export const endRing = (ctx: Context, ringId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const ring = await heldRing(ctx, ringId)
    if (ring.state === "ended") return
    if (ring.state === "draft") throw RehearsalError.RingNotBegun()
    if (ring.state !== "running") throw RehearsalError.RingEnded()
    await setRingState(ctx, ringId, "ended", await measureRing(ctx, ring))
    await audit(ctx, { action: "rehearsal.ring-ended", subject: `ring:${ringId}` })
  })

/** The routine that ends rings whose day has come. */
export const endDueRings = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    for (const ringId of await selectDueRings(ctx)) await endRing(ctx, ringId)
  })

/**
 * Decides on a ring that has ended: its points become everybody's points and its people members for good, or its book,
 * its members and its list of people are gone as if it had never been (X18). Throws `rehearsal.RingNotEnded`, `RingEnded`.
 */
export const decideRing = (ctx: Context, ringId: string, decision: "commit" | "wipe"): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const ring = await heldRing(ctx, ringId)
    const state = decision === "commit" ? "committed" : "wiped"
    if (ring.state === state) return
    if (ring.state === "draft" || ring.state === "running") throw RehearsalError.RingNotEnded()
    if (ring.state !== "ended") throw RehearsalError.RingEnded()
    const people = (await selectRingPeople(ctx, ringId)).map(({ customerId }) => customerId)
    if (decision === "commit") {
      await commitBook(ctx, bookOf(ringId))
      await commitRing(ctx, ringId)
    } else {
      await dropBook(ctx, bookOf(ringId))
      await dropRing(ctx, ringId)
      await deleteRingPeople(ctx, ringId)
      await deleteRingOrders(ctx, ringId)
    }
    await setRingState(ctx, ringId, state, null)
    await audit(ctx, { action: `rehearsal.ring-${state}`, subject: `ring:${ringId}`, after: { people: people.length } })
  })

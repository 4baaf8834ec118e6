import { balancesOf } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { RehearsalError } from "./errors.ts"
import { knownRing } from "./edit-rings.ts"
import { measureRing } from "./measure-ring.ts"
import { bookOf, type IssueWeight, mostInRing } from "./model-ring.ts"
import {
  insertRingIssue,
  type Ring,
  saveFeedback,
  selectRingIssues,
  selectRingPeople,
  selectRings,
  settleRingIssue,
} from "./storage-rings.ts"

const rowOf = ({ numbers: _numbers, report: _report, ...ring }: Ring) => ring

export const listRingsOf = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => ({ items: (await selectRings(ctx)).map(rowOf) }))

/** One ring with its people, their balances in its own book, its issues and what the checks say. Throws `rehearsal.UnknownRing`. */
export const showRing = (ctx: Context, ringId: string) =>
  inTransaction(ctx, async (ctx) => {
    const ring = await knownRing(ctx, ringId)
    const people = await selectRingPeople(ctx, ringId)
    const isOpen = ring.state === "running" || ring.state === "ended"
    const ids = people.map(({ customerId }) => customerId)
    const balances = await balancesOf(ctx, ids, ring.state === "committed" ? "live" : bookOf(ringId))
    return {
      ring: rowOf(ring),
      numbers: ring.numbers,
      people: people.map((person) => {
        const balance = balances.get(person.customerId)
        return { ...person, available: balance?.available ?? 0, pending: balance?.pending ?? 0 }
      }),
      issues: await selectRingIssues(ctx, ringId),
      report: isOpen && ring.report === null ? await measureRing(ctx, ring) : ring.report,
      most: mostInRing,
    } as const
  })

/** Somebody's answer to the survey of the ring (U02). Throws `rehearsal.UnknownRing` for who is not in it. */
export const noteFeedback = (
  ctx: Context,
  { ringId, ...said }: { ringId: string; customerId: string; score: number; words: string },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await knownRing(ctx, ringId)
    if (!(await saveFeedback(ctx, ringId, said))) throw RehearsalError.UnknownRing({ field: "customerId" })
  })

/** Logs an issue under the revision of the numbers that it was found with (U07). */
export const noteIssue = (
  ctx: Context,
  { ringId, ...issue }: { ringId: string; title: string; words: string; weight: IssueWeight },
): Promise<{ issueId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const { revision } = await knownRing(ctx, ringId)
    const issueId = ctx.id()
    await insertRingIssue(ctx, ringId, { ...issue, issueId, revision })
    return { issueId }
  })

/** Throws `rehearsal.UnknownRing` for an issue that is not of this ring. */
export const settleIssue = (
  ctx: Context,
  { ringId, issueId, isSettled }: { ringId: string; issueId: string; isSettled: boolean },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { revision } = await knownRing(ctx, ringId)
    if (!(await settleRingIssue(ctx, ringId, issueId, isSettled ? revision : null)))
      throw RehearsalError.UnknownRing({ field: "issueId" })
  })

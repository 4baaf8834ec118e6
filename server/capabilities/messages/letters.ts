import { consentStatesOf, customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { MailFacts, Purpose } from "./model.ts"

/** The ways out that a letter to this person carries: who plans one need not think of them. */
export type LetterLinks = (
  ctx: Context,
  customerId: string,
) => Promise<{ readonly unsubscribe: string; readonly preferences: string }>
export const letterLinks = contributionPoint<LetterLinks>("messages.letter-links")

/** Why some of these people must not get a letter at this moment although they agreed, by their ids: a pause, a cap. */
export type Objection = (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
export const objections = contributionPoint<Objection>("messages.objections")

/** The facts of a letter with the ways out in them. What its planner has put there itself stays. */
export async function withWaysOut(
  ctx: Context,
  { purpose, customerId }: { readonly purpose: Purpose; readonly customerId: string | null },
  facts: MailFacts,
): Promise<MailFacts> {
  const [linksOf] = ctx.product.contributed(letterLinks)
  if (purpose !== "marketing" || customerId === null || !linksOf) return facts
  const own = typeof facts.links === "object" && facts.links !== null ? facts.links : {}
  return { ...facts, links: { ...(await linksOf(ctx, customerId)), ...own } }
}

type Letter = {
  readonly messageId: string
  readonly customerId: string | null
  readonly purpose: Purpose
  readonly draft: unknown
}

/**
 * Which of these messages must not leave at this very moment, and why (M21, B12): a letter goes to those only who have
 * agreed to letters and have not taken it back, whatever was true when it was planned. Receipts are asked for by what
 * the customer did and pass; so does a test, which goes to staff.
 */
export async function refusedLetters(ctx: Context, messages: readonly Letter[]): Promise<Map<string, string>> {
  const letters = messages.flatMap(({ messageId, customerId, purpose, draft }) =>
    purpose === "marketing" && customerId !== null && draft === null ? [{ messageId, customerId }] : [],
  )
  if (letters.length === 0) return new Map()
  const people = await customersByIds(ctx, [...new Set(letters.map(({ customerId }) => customerId))])
  const present = [...new Set([...people.values()].map(({ customerId }) => customerId))]
  const states = await consentStatesOf(ctx, present, "email", "marketing")
  const wishes = await Promise.all(ctx.product.contributed(objections).map((objection) => objection(ctx, present)))
  const why = (customerId: string): string | undefined => {
    const id = people.get(customerId)?.customerId ?? customerId
    const state = states.get(id) ?? "none"
    if (state !== "given") return `consent-${state}`
    return wishes.map((found) => found.get(id)).find((reason) => reason !== undefined)
  }
  return new Map(
    letters.flatMap(({ messageId, customerId }): [string, string][] => {
      const reason = why(customerId)
      return reason === undefined ? [] : [[messageId, reason]]
    }),
  )
}

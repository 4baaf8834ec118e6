import { armsOf, ensureExperiment } from "#experiments"
import { type Context, inTransaction } from "#kernel/context"
import { knownOffer } from "./edit-offers.ts"
import { type Issued, issueCodes, type Wanted } from "./issue-codes.ts"

type Compared = {
  /** Names the comparison: a flow's step, a campaign. */
  readonly id: string
  readonly name: string
  /** Basis points who get none of them. */
  readonly holdoutBp: number
  readonly offers: readonly { readonly offerId: string; readonly weight?: number }[]
}

/**
 * Gives each person a code of one of several offers, or of none, drawn once and for good, so that what each is worth can be
 * seen side by side (I13): the experiment `split` of this id. In the order asked; strangers are told apart. Throws
 * `offers.UnknownOffer`, `offers.NotLive`.
 */
export const issueCompared = (
  ctx: Context,
  { id, name, holdoutBp, offers }: Compared,
  wanted: readonly Wanted[],
): Promise<readonly (Issued | { readonly customerId: string; readonly refused: "held-out" })[]> =>
  inTransaction(ctx, async (ctx) => {
    const arms = []
    for (const { offerId, weight = 1 } of offers)
      arms.push({ name: offerId, weight, label: (await knownOffer(ctx, offerId)).name })
    const experiment = { kind: "split", id } as const
    await ensureExperiment(ctx, { ...experiment, name: { ja: name, en: name }, holdoutBp, arms })
    const drawn = await armsOf(
      ctx,
      experiment,
      wanted.map((one) => one.customerId),
    )
    const found = new Map<Wanted, Issued>()
    for (const { offerId } of offers) {
      const own = wanted.filter((one) => drawn.get(one.customerId) === offerId)
      const issued = await issueCodes(ctx, offerId, own)
      own.forEach((one, index) => {
        const answer = issued[index]
        if (answer) found.set(one, answer)
      })
    }
    return wanted.map((one) => {
      const { customerId } = one
      if (!drawn.has(customerId)) return { customerId, refused: "unknown" }
      return found.get(one) ?? { customerId, refused: "held-out" }
    })
  })

import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Experiment } from "./model.ts"
import type { Worth } from "./model-worth.ts"
import { worthOf } from "./worth-rules.ts"
import { experimentSettings } from "./settings.ts"

/** What was sent for one flow or campaign over one channel, and what was bought soon after. */
export type SentLetters = {
  readonly channel: string
  readonly letters: number
  /** What they cost, in thousandths of a yen, as far as it is known; null where nobody said. */
  readonly costMilliYen: number | null
  /** Orders that followed within the window as the last letter's. */
  readonly orders: number
  /** What was kept of them, minor units of `currency`. */
  readonly revenue: number
}

/** Told by whoever sends letters: `origin` null asks for all of the brand's. */
export type LetterWorth = (
  ctx: Context,
  asked: {
    readonly origin: { readonly kind: "flow" | "campaign"; readonly id: string } | null
    readonly days: number
    readonly currency: string
  },
) => Promise<readonly SentLetters[]>
export const letterWorth = contributionPoint<LetterWorth>("experiments.letter-worth")

/**
 * What the letters of a flow or campaign cost and what is put down to them, by channel (T09). An order is put down to the
 * last letter that its buyer had got in the days before, which the brand sets: a habit of reckoning and no proof; that is
 * the lift beside it. In a transaction.
 */
export async function worthOfLetters(ctx: Context, { kind, id }: Experiment): Promise<Worth> {
  const { attributionDays, costYen } = await experimentSettings(ctx)
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const origin = kind === "flow" || kind === "campaign" ? { kind, id } : null
  const sources = kind === "split" ? [] : ctx.product.contributed(letterWorth)
  const found = await Promise.all(sources.map((source) => source(ctx, { origin, days: attributionDays, currency })))
  return { attributionDays, currency, channels: worthOf(found.flat(), costYen) }
}

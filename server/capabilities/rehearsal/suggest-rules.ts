import type { PastShape } from "#orders"
import type { Text } from "#kernel/text"

/** A number for the programme with where it comes from. */
export type Suggested<V> = { readonly value: V; readonly why: Text }

export type Suggestion = {
  /** Points for every hundred yen (minor units) bought. */
  readonly perHundred: Suggested<number>
  readonly signUp: Suggested<number>
  readonly leastUse: Suggested<number>
  readonly expiryMonths: Suggested<number>
  /** What must be spent in a year for each rank, lowest first. */
  readonly thresholds: Suggested<readonly number[]>
  /** False: fewer people or less time than numbers of one's own need; common ones are given. */
  readonly fromPast: boolean
}

const fewest = 100
const leastDays = 60
/** Of the margin, a programme of points takes at most a tenth. */
const mostOfMargin = 0.1
const rates = [1, 2, 3, 5]

/**
 * Numbers for a first programme from a brand's own purchases of `days` days (X05). The rate is the lowest with which a
 * usual buyer holds enough to use within a year, as long as all of it being used costs no more than a tenth of the margin.
 * Points outlive the pause that nine in ten stay below; ranks take the best 40, 15 and 3 in a hundred.
 */
export function suggest(shape: PastShape, days: number, marginBp: number): Suggestion {
  const isEnough = shape.buyers >= fewest && days >= leastDays
  if (!isEnough) return common(shape)
  const yearly = (365 / days) * (shape.spends[4] ?? 0)
  const order = shape.orderValues[4] ?? 0
  const leastUse = leastUseFor(yearly, order)
  const affordable = rates.filter((rate) => rate / 100 <= (marginBp / 10_000) * mostOfMargin)
  const rate = affordable.find((rate) => (yearly * rate) / 100 >= leastUse.value) ?? affordable.at(-1) ?? 1
  const longGap = shape.gaps[8] ?? 180
  const months = [6, 12, 18, 24, 36].find((n) => n * 30 >= longGap * 2) ?? 36
  const cuts = shape.spendCuts.map((cut) => round((365 / days) * cut))
  const thresholds = increasing(cuts)
  const signUp = Math.min(500, Math.max(50, round(order * 0.1)))
  return {
    fromPast: true,
    perHundred: {
      value: rate,
      why: {
        ja: `ふだんのお客様は1年に${yen(yearly)}円のお買い物。${rate}%なら1年で${yen((yearly * rate) / 100)}ポイントです。粗利率が${marginBp / 100}%なら、全部使われても粗利の${shareOf(rate, marginBp)}%です。`,
        en: `A usual buyer spends ${yen(yearly)} yen a year: at ${rate}% that is ${yen((yearly * rate) / 100)} points. With a gross margin of ${marginBp / 100}%, all of them used would cost ${shareOf(rate, marginBp)}% of it.`,
      },
    },
    leastUse,
    signUp: {
      value: signUp,
      why: {
        ja: `ふだんの注文 ${yen(order)}円の1割まで、多くても500ポイントです。`,
        en: `A tenth of a usual order of ${yen(order)} yen, and 500 at most.`,
      },
    },
    expiryMonths: {
      value: months,
      why: {
        ja: `10人に9人は、${Math.round(longGap)}日以内に次を買っています。その倍より長く使えます。`,
        en: `Nine in ten buy again within ${Math.round(longGap)} days. Points last more than twice as long.`,
      },
    },
    thresholds: {
      value: thresholds,
      why: {
        ja: "1年のお買い物で、上から40%・15%・3%のお客様が入る額です。",
        en: "What the best 40, 15 and 3 in a hundred spend in a year.",
      },
    },
  }
}

function common(shape: PastShape): Suggestion {
  const why: Text = {
    ja: `購入したお客様が${shape.buyers}人で、まだ少ないため、よくある値です。`,
    en: `${shape.buyers} people have bought so far: too few for numbers of your own, so these are common ones.`,
  }
  return {
    fromPast: false,
    perHundred: { value: 1, why },
    signUp: { value: 100, why },
    leastUse: { value: 100, why },
    expiryMonths: { value: 12, why },
    thresholds: { value: [20_000, 50_000, 100_000], why },
  }
}

/** What a usual buyer can reach, without being worth nothing in one order. */
function leastUseFor(yearly: number, order: number): Suggested<number> {
  const value = [500, 300, 100].find((points) => points <= yearly * 0.03 && points <= order) ?? 100
  return {
    value,
    why: {
      ja: `ふだんの注文は${yen(order)}円。1年で届く数にしてあります。`,
      en: `A usual order is ${yen(order)} yen. It can be reached within a year.`,
    },
  }
}

const yen = (amount: number) => Math.round(amount).toLocaleString("en-US")
const shareOf = (rate: number, marginBp: number) =>
  marginBp > 0 ? Math.round((rate / (marginBp / 100)) * 1000) / 10 : 100

/** To a number that can be said: 1, 1.5, 2, 3, 5 or 8 of a power of ten, the nearest one. */
export function round(amount: number): number {
  if (amount <= 10) return 10
  const power = 10 ** Math.floor(Math.log10(amount))
  const steps = [1, 1.5, 2, 3, 5, 8, 10].map((step) => step * power)
  return steps.reduce((best, step) => (Math.abs(step - amount) < Math.abs(best - amount) ? step : best))
}

/** Each at least half as much again as the one before: equal ranks help nobody. */
const increasing = (cuts: readonly number[]): number[] =>
  cuts.reduce<number[]>((all, cut) => [...all, Math.max(cut, round((all.at(-1) ?? 0) * 1.6))], [])

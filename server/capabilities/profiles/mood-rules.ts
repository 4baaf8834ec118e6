import type { Text } from "#kernel/text"
import { toneOf } from "./lexicon-rules.ts"

export const moodSources = ["staff", "rating", "answer", "words"] as const

/** One dated sign of a mood (A03): from -1, very unhappy, to 1, very happy, with what it was read from. */
export type MoodSignal = {
  readonly at: Date
  readonly value: number
  readonly source: (typeof moodSources)[number]
  /** What it was read from, in words. */
  readonly how: Text
  /** What was said; null when nothing was, or for those who may not read it. */
  readonly text: string | null
}

const dayMs = 86_400_000
/** After so many days a sign counts half: long enough to bridge two purchases, short enough to see a turn. */
const halfLifeDays = 90
/** What a person of the brand or the customer herself said outright outweighs what was read from words. */
const weights = { staff: 1, rating: 1, answer: 1, words: 0.5 } as const
/** A fall by this much within three months is worth a look. */
const fallBy = 0.3

/** The mood at an instant: mean of the signs until then, each weighing half as much for every 90 days of its age. Null without one. */
export function moodAt(signals: readonly MoodSignal[], at: Date): number | null {
  const known = signals.filter((signal) => signal.at <= at)
  if (known.length === 0) return null
  const weighed = known.map((signal) => ({
    value: signal.value,
    weight: weights[signal.source] * 2 ** (-(at.getTime() - signal.at.getTime()) / dayMs / halfLifeDays),
  }))
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0)
  // Signs of many years ago weigh next to nothing; the newest one then still tells what is known.
  if (whole < 1e-6) return known.reduce((a, b) => (b.at > a.at ? b : a)).value
  return weighed.reduce((sum, { value, weight }) => sum + value * weight, 0) / whole
}

/** The mood now, how it moved within three months, and whether it fell. `change` is null while there is no "before". */
export function moodNow(signals: readonly MoodSignal[], now: Date) {
  const mood = moodAt(signals, now)
  const before = moodAt(signals, new Date(now.getTime() - halfLifeDays * dayMs))
  const change = mood === null || before === null ? null : mood - before
  return { now: mood, change, fell: change !== null && change <= -fallBy }
}

type Deed = {
  readonly name: string
  readonly occurredAt: Date
  readonly properties: Readonly<Record<string, unknown>>
}

/** Signs in what she did: reviews by their stars, answers by their score, both by their words otherwise. */
export function signalsOfDeeds(deeds: readonly Deed[]): MoodSignal[] {
  return deeds.flatMap(({ name, occurredAt: at, properties }) => {
    if (name !== "Product Reviewed" && name !== "Survey Answered") return []
    const text = firstText(properties, ["review_body", "text", "comment", "answer"])
    const source = name === "Product Reviewed" ? ("rating" as const) : ("answer" as const)
    const scored = scoreOf(properties)
    if (scored) return [{ at, source, text, ...scored }]
    return text === null ? [] : signalOfWords(text, at)
  })
}

/** Stars from 1 to 5, or how likely she would recommend us from 0 to 10. */
function scoreOf(properties: Readonly<Record<string, unknown>>): { value: number; how: Text } | undefined {
  const { rating, score } = properties
  if (isWithin(rating, 1, 5))
    return { value: (rating - 3) / 2, how: { ja: `星${rating}つ`, en: `${rating} of 5 stars` } }
  if (isWithin(score, 0, 10))
    return { value: (score - 5) / 5, how: { ja: `おすすめ度 ${score}`, en: `would recommend: ${score} of 10` } }
  return undefined
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === "number" && value >= least && value <= most

/** A sign read from the words of a text; none when it holds no word that tells. */
export function signalOfWords(text: string, at: Date): MoodSignal[] {
  const read = toneOf(text)
  if (!read) return []
  const words = [...new Set(read.words.map(({ word, isDenied }) => (isDenied ? `${word}×` : word)))].join("・")
  return [
    { at, value: read.tone, source: "words", text, how: { ja: `ことばから：${words}`, en: `from words: ${words}` } },
  ]
}

function firstText(properties: Readonly<Record<string, unknown>>, keys: readonly string[]): string | null {
  const found = keys.map((key) => properties[key]).find((value) => typeof value === "string" && value.trim() !== "")
  return typeof found === "string" ? found.slice(0, 500) : null
}

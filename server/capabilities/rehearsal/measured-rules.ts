import type { Figure, Forecast } from "./model.ts"

export type MeasuredKey = "earn-rate" | "use-share" | "cost-share" | "reach"
export type MeasuredVerdict = "within" | "above" | "below" | "too-early"
export type Counted = {
  readonly days: number
  readonly members: number
  /** Kept of orders that earned, minor units. */
  readonly revenue: number
  /** Earned by those orders, and all that was issued. */
  readonly earned: number
  readonly issued: number
  readonly used: number
  readonly reached: number
}
export type MeasuredFigure = {
  readonly key: MeasuredKey
  readonly forecast: Figure
  readonly measured: number | null
  readonly verdict: MeasuredVerdict
}

const fewestMembers = 50
const leastDays = 28

/**
 * A forecast beside what came true (H12). What an order earns can be said after four weeks; what is used, what it costs and
 * whom it reaches build up over the time that was played, and are judged once half of it has passed.
 */
export function compareForecast(
  forecast: Forecast,
  playedDays: number,
  yenPerPoint: number,
  seen: Counted,
): MeasuredFigure[] {
  const early = seen.days < leastDays || seen.members < fewestMembers
  const half = early || seen.days < playedDays / 2
  const rate = scaled(minus(forecast.issued, forecast.signUp), forecast.revenue / 100)
  return [
    judged("earn-rate", rate, ratio(seen.earned * 100, seen.revenue), early),
    judged("use-share", quotient(forecast.used, forecast.issued), ratio(seen.used, seen.issued), half),
    judged("cost-share", forecast.costShare, ratio(seen.used * yenPerPoint, seen.revenue), half),
    judged("reach", forecast.reach, ratio(seen.reached, seen.members), half),
  ]
}

const ratio = (a: number, b: number) => (b > 0 ? a / b : null)

function judged(key: MeasuredKey, forecast: Figure, measured: number | null, isEarly: boolean): MeasuredFigure {
  if (isEarly || measured === null) return { key, forecast, measured, verdict: "too-early" }
  // A tenth beside the interval is no news: the interval knows chance only, not that people change.
  const slack = Math.abs(forecast.value) / 10
  if (measured > forecast.high + slack) return { key, forecast, measured, verdict: "above" }
  if (measured < forecast.low - slack) return { key, forecast, measured, verdict: "below" }
  return { key, forecast, measured, verdict: "within" }
}

const minus = (a: Figure, b: Figure): Figure => ({
  value: a.value - b.value,
  low: a.low - b.high,
  high: a.high - b.low,
})
const scaled = ({ value, low, high }: Figure, by: number): Figure =>
  by > 0 ? { value: value / by, low: low / by, high: high / by } : { value: 0, low: 0, high: 0 }
/** As wide as both together allow. */
const quotient = (a: Figure, b: Figure): Figure => ({
  value: b.value > 0 ? a.value / b.value : 0,
  low: b.high > 0 ? a.low / b.high : 0,
  high: b.low > 0 ? Math.min(1, a.high / b.low) : 0,
})

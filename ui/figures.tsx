import type { ReactNode } from "react"
import type { Instant } from "./format.ts"
import { useFormat } from "./language.tsx"

const Figure = (props: { children: ReactNode; unit?: string | undefined }) => (
  <span className="num">
    {props.children}
    {props.unit && <span className="unit">{props.unit}</span>}
  </span>
)

/** 1,284 with an optional small unit after it. */
export function NumberText(props: { value: number; unit?: string; digits?: number; signed?: boolean }) {
  const { number, change } = useFormat()
  return <Figure unit={props.unit}>{(props.signed ? change : number)(props.value, props.digits)}</Figure>
}

/** Minor units of the brand's currency unless another is named. */
export function MoneyText(props: { minor: number; currency?: string }) {
  const { money } = useFormat()
  return <Figure>{money(props.minor, props.currency)}</Figure>
}

/** A rate between 0 and 1. */
export function PercentText(props: { rate: number; digits?: number }) {
  const { percent } = useFormat()
  return <Figure>{percent(props.rate, props.digits)}</Figure>
}

/** 11/20（金）10:20; `only` leaves the date or the time; `beside` adds 3分前. */
export function DateText(props: { at: Instant; only?: "date" | "time"; beside?: boolean }) {
  const format = useFormat()
  const write = props.only === "date" ? format.date : props.only === "time" ? format.time : format.moment
  return (
    <time className="num" dateTime={new Date(props.at).toISOString()}>
      {write(props.at)}
      {props.beside && <span className="faint tiny"> {format.relative(props.at)}</span>}
    </time>
  )
}

/** A calendar day, `2026-11-20`. */
export function DayText(props: { day: string }) {
  const { day } = useFormat()
  return (
    <time className="num" dateTime={props.day}>
      {day(props.day)}
    </time>
  )
}

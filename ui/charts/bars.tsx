import { scaleLinear } from "d3-scale"
import { type ReactNode, useId } from "react"
import "./chart.css"
import { useFormat, useText } from "../language.tsx"
import type { Text } from "../text.ts"
import { drawn, Hatch, KeySample, type Look } from "./chart-frame.tsx"

export type BarRow = {
  readonly label: Text
  readonly under?: ReactNode
  readonly value: number
  /** The figure as it is to be read, with what is below it. */
  readonly text: ReactNode
  readonly below?: ReactNode
  /** The 95 % interval. */
  readonly interval?: readonly [number, number]
  readonly look?: Look
}

/** Rows on one common scale that begins at zero: funnels, shares, lift beside attributed revenue. */
export function Bars(props: {
  rows: readonly BarRow[] /** End of the scale; the largest row when left out. */
  most?: number
}) {
  const t = useText()
  const hatch = useId()
  const ends = props.rows.flatMap((row) => [row.value, ...(row.interval ?? [])])
  const least = Math.min(0, ...ends)
  const percent = scaleLinear([least, props.most ?? Math.max(1e-9, ...ends)], [0, 100])
  return (
    <ul className="bars">
      {props.rows.map((row) => (
        <li key={row.label.en}>
          <span>
            {t(row.label)}
            {row.under && <span className="under">{row.under}</span>}
          </span>
          <svg aria-hidden>
            <Hatch id={hatch} />
            <rect className="ground" y="6" width="100%" height="8" />
            <rect
              x={`${percent(Math.min(0, row.value))}%`}
              y={row.interval ? 3 : 6}
              width={`${Math.abs(percent(row.value) - percent(0))}%`}
              height={row.interval ? 14 : 8}
              {...drawn(row.look ?? "soft", `url(#${hatch})`)}
            />
            {row.interval && <Whisker halo from={percent(row.interval[0])} until={percent(row.interval[1])} />}
            {row.interval && <Whisker from={percent(row.interval[0])} until={percent(row.interval[1])} />}
          </svg>
          <span className="value num">
            {row.text}
            {row.below && <small>{row.below}</small>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Drawn twice: a pale one below keeps it readable on its own bar. */
const Whisker = ({ from, until, halo }: { from: number; until: number; halo?: boolean }) => (
  <g className={halo ? "whisker halo" : "whisker"}>
    <line x1={`${from}%`} x2={`${until}%`} y1="10" y2="10" />
    <line x1={`${from}%`} x2={`${from}%`} y1="5" y2="15" />
    <line x1={`${until}%`} x2={`${until}%`} y1="5" y2="15" />
  </g>
)

export type Share = { readonly label: Text; readonly count: number; readonly look: Look }

/** How a whole is made up, in one bar. */
export function ShareBar(props: { label: Text; shares: readonly Share[] }) {
  const t = useText()
  const { number, percent } = useFormat()
  const hatch = useId()
  const whole = props.shares.reduce((sum, share) => sum + share.count, 0)
  let before = 0
  return (
    <figure className="shares">
      <svg role="img" aria-label={t(props.label)}>
        <Hatch id={hatch} />
        {props.shares.map((share) => {
          const from = before
          before += share.count
          return (
            <rect
              key={share.label.en}
              x={`${(from / whole) * 100}%`}
              width={`calc(${(share.count / whole) * 100}% - 2px)`}
              height="26"
              {...drawn(share.look, `url(#${hatch})`)}
            />
          )
        })}
      </svg>
      <ul>
        {props.shares.map((share) => (
          <li key={share.label.en} style={shareWidth(share.count / whole)}>
            <KeySample look={share.look} line={false} hatch={hatch} />
            {t(share.label)} <b>{number(share.count)}</b> {percent(share.count / whole)}
          </li>
        ))}
      </ul>
    </figure>
  )
}

const shareWidth = (rate: number) => ({ "--share": `${rate * 100}%` }) as object // safe: a custom property, which the style type does not know

export type Tick = "ok" | "missing" | "closed"

/** How steadily data came in, one mark per hour or day. */
export function Ticks(props: { label: Text; ticks: readonly Tick[] }) {
  const t = useText()
  const step = 192 / props.ticks.length
  return (
    <svg className="ticks" role="img" aria-label={t(props.label)}>
      {props.ticks.map((tick, index) =>
        tick === "closed" ? (
          <path key={index} className="closed" d={`M${index * step} 6h${step}`} />
        ) : (
          <rect
            key={index}
            className={tick === "ok" ? "fill-soft" : "missing"}
            x={index * step + (tick === "ok" ? 0 : 0.5)}
            y={tick === "ok" ? 0 : 0.5}
            width={step - 3 - (tick === "ok" ? 0 : 1)}
            height={tick === "ok" ? 12 : 11}
          />
        ),
      )}
    </svg>
  )
}

import type { Text } from "../text.ts"
import { ChartFrame } from "./chart-frame.tsx"

export type RadarSpoke = {
  readonly label: string
  /** 0 to 1. */
  readonly share: number
  /** The figure behind it, for the table. */
  readonly text: string
}

const height = 260
const rings = [0.25, 0.5, 0.75, 1]

/** A few shares around a middle, for a shape that is known again at a glance. Three spokes at the least; fewer are better told as bars. */
export function Radar(props: { label: Text; per: Text; value: Text; spokes: readonly RadarSpoke[] }) {
  const { spokes } = props
  return (
    <ChartFrame
      label={props.label}
      head={[props.per, props.value]}
      rows={spokes.map(({ label, text }) => [label, text])}
      height={height}
    >
      {(width) => {
        const middle = { x: width / 2, y: height / 2 }
        const radius = Math.min(height / 2 - 30, width / 2 - 78)
        const at = (index: number, share: number) => {
          const angle = (index / spokes.length) * 2 * Math.PI - Math.PI / 2
          return { x: middle.x + Math.cos(angle) * radius * share, y: middle.y + Math.sin(angle) * radius * share }
        }
        const path = (share: (index: number) => number) =>
          `M${spokes
            .map((_, i) => at(i, share(i)))
            .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
            .join("L")}Z`
        return (
          <>
            {rings.map((ring) => (
              <path key={ring} className={ring === 1 ? "axis" : "grid"} fill="none" d={path(() => ring)} />
            ))}
            {spokes.map((spoke, index) => (
              <path key={index} className="grid" d={`M${middle.x} ${middle.y}L${at(index, 1).x} ${at(index, 1).y}`} />
            ))}
            <path className="radar-area" d={path((index) => spokes[index]?.share ?? 0)} />
            {spokes.map((spoke, index) => {
              const dot = at(index, spoke.share)
              const end = at(index, 1)
              const isMiddle = Math.abs(end.x - middle.x) < 4
              return (
                <g key={index}>
                  <circle className="fill-main" cx={dot.x} cy={dot.y} r="3" />
                  <text
                    x={end.x + (isMiddle ? 0 : end.x > middle.x ? 8 : -8)}
                    y={end.y + (isMiddle ? (end.y < middle.y ? -9 : 17) : 4)}
                    textAnchor={isMiddle ? "middle" : end.x > middle.x ? "start" : "end"}
                  >
                    {shortened(spoke.label)}
                  </text>
                </g>
              )
            })}
          </>
        )
      }}
    </ChartFrame>
  )
}

const shortened = (label: string): string => ([...label].length > 9 ? `${[...label].slice(0, 8).join("")}…` : label)

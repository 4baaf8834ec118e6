import { scaleLinear } from "d3-scale"
import { area, line } from "d3-shape"
import { axisNumber, number } from "../format.ts"
import { useSurroundings, useText } from "../language.tsx"
import type { Text } from "../text.ts"
import { everyNth, Rules } from "./axis.tsx"
import { ChartFrame, type LineLook } from "./chart-frame.tsx"

export type Line = {
  readonly name: Text
  readonly look: LineLook
  /** One per `at`; null where there is nothing to say yet. */
  readonly values: readonly (number | null)[]
}

type LineChartProps = {
  label: Text
  per: Text
  /** Labels along the axis. */
  at: readonly string[]
  lines: readonly Line[]
  /** What is likely, between low and high. */
  band?: { low: readonly number[]; high: readonly number[] }
  /** Begins the axis above zero where the movement would not be seen; the chart then says so. */
  cut?: boolean
  height?: number
  write?: (value: number) => string
  writeAxis?: (value: number) => string
}

const top = 24
const bottom = 26
const rightRoom = 52

export function LineChart(props: LineChartProps) {
  const t = useText()
  const { language } = useSurroundings()
  const { at, lines, band, cut, write = number } = props
  const writeAxis = props.writeAxis ?? ((value: number) => axisNumber(value, language))
  const height = props.height ?? 200
  const all = [
    ...lines.flatMap(({ values }) => values.filter((value) => value !== null)),
    ...(band?.high ?? []),
    ...(band?.low ?? []),
  ]
  const most = Math.max(...all, cut ? -Infinity : 1)
  const least = cut ? Math.min(...all) : Math.min(0, ...all)
  const rows = at.map((label, index) => [label, ...lines.map(({ values }) => writeOr(values[index], write))])
  return (
    <ChartFrame
      label={props.label}
      keys={lines.length > 1 ? lines.map(({ name, look }) => ({ label: name, look, line: true })) : undefined}
      head={[props.per, ...lines.map(({ name }) => name)]}
      rows={rows}
      height={height}
    >
      {(width) => {
        const right = width - rightRoom
        const x = scaleLinear([0, Math.max(1, at.length - 1)], [6, right - 6])
        const y = scaleLinear([least, most], [height - bottom, top]).nice(4)
        const nth = everyNth(at, right)
        return (
          <>
            <Rules y={y} left={0} right={right} write={writeAxis} />
            {band && <path className="band" d={bandPath(band, x, y)} />}
            {lines.map(({ name, look, values }) => (
              <path key={name.en} className={`line-${look}`} d={linePath(values, x, y)} />
            ))}
            <End line={lines[0]} x={x} y={y} write={write} />
            {at.map(
              (label, index) =>
                index % nth === 0 && (
                  <text key={index} x={x(index)} y={height - 6} textAnchor={index === 0 ? "start" : "middle"}>
                    {label}
                  </text>
                ),
            )}
            {cut && (
              <text className="faint" x={0} y={12}>
                {t({ ja: "縦軸は0から始まりません", en: "The axis does not begin at 0" })}
              </text>
            )}
          </>
        )
      }}
    </ChartFrame>
  )
}

type Scale = (value: number) => number

const writeOr = (value: number | null | undefined, write: (value: number) => string) =>
  value === null || value === undefined ? "—" : write(value)

const linePath = (values: readonly (number | null)[], x: Scale, y: Scale) =>
  line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? 0))(values) ?? ""

const bandPath = (band: { low: readonly number[]; high: readonly number[] }, x: Scale, y: Scale) =>
  area<number>()
    .x((_, index) => x(index))
    .y0((low) => y(low))
    .y1((_, index) => y(band.high[index] ?? 0))(band.low) ?? ""

/** The newest value, written where the line ends. */
function End(props: { line: Line | undefined; x: Scale; y: Scale; write: (value: number) => string }) {
  const values = props.line?.values ?? []
  const last = values.findLastIndex((value) => value !== null)
  const value = values[last]
  if (value === null || value === undefined) return null
  return (
    <g transform={`translate(${props.x(last)} ${props.y(value)})`}>
      <circle className="fill-main" r="3" />
      <text
        className="strong"
        y={-10}
        textAnchor={last > values.length / 2 ? "end" : "start"}
        x={last > values.length / 2 ? 4 : -4}
      >
        {props.write(value)}
      </text>
    </g>
  )
}

/** The course of a figure beside it; the figure itself is written, so this only needs its words. */
export function Sparkline(props: { label: Text; values: readonly number[]; width?: number; height?: number }) {
  const t = useText()
  const { values, width = 96, height = 28 } = props
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [3, width - 4])
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [height - 4, 4])
  const last = values.at(-1)
  return (
    <svg width={width} height={height} role="img" aria-label={t(props.label)}>
      <path className="line-main" d={linePath(values, x, y)} />
      {last !== undefined && <circle className="fill-main" cx={x(values.length - 1)} cy={y(last)} r="2.5" />}
    </svg>
  )
}

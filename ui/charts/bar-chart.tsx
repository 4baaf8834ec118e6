import { scaleBand, scaleLinear } from "d3-scale"
import { axisNumber, number } from "../format.ts"
import { useSurroundings, useText } from "../language.tsx"
import type { Text } from "../text.ts"
import { everyNth, roughWidth, Rules } from "./axis.tsx"
import { ChartFrame, drawn, type Look } from "./chart-frame.tsx"

export type Series = { readonly name: Text; readonly look: Look }
export type Bar = {
  /** Under the bar. */
  readonly label: string
  /** One per series. */
  readonly values: readonly number[]
  /** A second line under the axis where a new year or group begins. */
  readonly group?: string
  /** Drawn otherwise than its series: forecast, blocked. */
  readonly look?: Look
  /** Said above the bar. */
  readonly note?: string
}

type BarChartProps = {
  label: Text
  /** Heading of the first column of the table: month, day, hour. */
  per: Text
  series: readonly Series[]
  bars: readonly Bar[]
  /** On top of each other instead of side by side. */
  stacked?: boolean
  /** A line that must not be crossed. */
  limit?: { value: number; label: Text }
  /** What is usual, as a step line behind the bars. */
  usual?: { name: Text; values: readonly number[] }
  /** Writes each value over its bar; only for a few bars. */
  labelled?: boolean
  height?: number
  write?: (value: number) => string
}

const top = 22
const rightRoom = 52

export function BarChart(props: BarChartProps) {
  const { series, bars, stacked, usual, limit, write = number } = props
  const keys = [
    ...series.map(({ name, look }) => ({ label: name, look })),
    ...(usual ? [{ label: usual.name, look: "outline" as const, line: true }] : []),
  ]
  const head = [props.per, ...series.map(({ name }) => name), ...(usual ? [usual.name] : [])]
  const rows = bars.map((bar, index) => [
    bar.group ? `${bar.group} ${bar.label}` : bar.label,
    ...bar.values.map((value) => write(value)),
    ...(usual ? [write(usual.values[index] ?? 0)] : []),
  ])
  const sizes = bars.map((bar) => (stacked ? bar.values.reduce((a, b) => a + b, 0) : Math.max(...bar.values)))
  const most = Math.max(1, ...sizes, ...(usual?.values ?? []), limit?.value ?? 0)
  const height = props.height ?? 200
  const bottom = bars.some((bar) => bar.group) ? 44 : 26
  return (
    <ChartFrame label={props.label} keys={keys.length > 1 ? keys : undefined} head={head} rows={rows} height={height}>
      {(width, hatch) => {
        const right = width - rightRoom
        const x = scaleBand<number>([0, right])
          .domain(bars.map((_, index) => index))
          .paddingInner(0.28)
          .paddingOuter(0.14)
        const y = scaleLinear([0, most], [height - bottom, top]).nice(4)
        return (
          <Drawing
            {...props}
            write={write}
            right={right}
            x={x}
            y={y}
            base={height - bottom}
            hatch={hatch}
            sizes={sizes}
          />
        )
      }}
    </ChartFrame>
  )
}

type DrawingProps = BarChartProps & {
  write: (value: number) => string
  right: number
  x: ReturnType<typeof scaleBand<number>>
  y: ReturnType<typeof scaleLinear<number, number>>
  base: number
  hatch: string
  sizes: readonly number[]
}

function Drawing({
  bars,
  series,
  stacked,
  limit,
  usual,
  labelled,
  right,
  x,
  y,
  base,
  hatch,
  sizes,
  write,
}: DrawingProps) {
  const t = useText()
  const { language } = useSurroundings()
  const nth = everyNth(
    bars.map((bar) => bar.label),
    right,
  )
  const left = (index: number) => x(index) ?? 0
  const whole = bars.every(({ values }) => values.every(Number.isInteger))
  return (
    <>
      <Rules y={y} left={0} right={right} whole={whole} write={(value) => axisNumber(value, language)} />
      {usual && <path className="line-outline" d={steps(usual.values, x, y)} />}
      {bars.map((bar, index) => (
        <g key={index} transform={`translate(${left(index)} 0)`}>
          <BarOf
            bar={bar}
            series={series}
            stacked={stacked ?? false}
            width={x.bandwidth()}
            y={y}
            base={base}
            hatch={hatch}
          />
          {labelled && !stacked && <Values bar={bar} width={x.bandwidth()} y={y} write={write} />}
          {bar.note && (
            <text className="strong" x={x.bandwidth() / 2} y={y(sizes[index] ?? 0) - 8} textAnchor="middle">
              {bar.note}
            </text>
          )}
          {index % nth === 0 && (
            // A long first label would begin outside the picture.
            <text
              x={Math.max(x.bandwidth() / 2, roughWidth(bar.label) / 2 - (x(index) ?? 0))}
              y={base + 18}
              textAnchor="middle"
            >
              {bar.label}
            </text>
          )}
          {bar.group && groupFits(bars, index, x) && (
            <text className="strong" x={0} y={base + 38}>
              {bar.group}
            </text>
          )}
        </g>
      ))}
      {limit && (
        <g>
          <path className="limit" d={`M0 ${y(limit.value)}H${right}`} />
          <text className="strong" x={right + 8} y={y(limit.value) + 4}>
            {t(limit.label)}
          </text>
        </g>
      )}
    </>
  )
}

/** A group's name gives way to one that begins too close behind it. */
function groupFits(bars: readonly Bar[], index: number, x: ReturnType<typeof scaleBand<number>>): boolean {
  const next = bars.findIndex((bar, after) => after > index && bar.group !== undefined)
  return next < 0 || (x(next) ?? 0) - (x(index) ?? 0) > roughWidth(bars[index]?.group ?? "") + 6
}

type BarOfProps = {
  bar: Bar
  series: readonly Series[]
  stacked: boolean
  width: number
  y: (value: number) => number
  base: number
  hatch: string
}

function BarOf({ bar, series, stacked, width, y, base, hatch }: BarOfProps) {
  const each = stacked ? width : width / series.length
  let below = 0
  return bar.values.map((value, index) => {
    const look = bar.look ?? series[index]?.look ?? "main"
    const from = stacked ? below : 0
    below += value
    const inset = look === "main" || look === "soft" ? 0 : 0.5
    const height = y(from) - y(from + value)
    if (height <= 0) return null
    return (
      <rect
        key={series[index]?.name.en ?? index}
        x={(stacked ? 0 : index * each) + inset}
        y={base - (base - y(from)) - height + inset}
        width={Math.max(1, each - (stacked || series.length === 1 ? 0 : 2) - inset * 2)}
        height={Math.max(1, height - inset)}
        {...drawn(look, hatch)}
      />
    )
  })
}

const Values = ({
  bar,
  width,
  y,
  write,
}: {
  bar: Bar
  width: number
  y: (value: number) => number
  write: (value: number) => string
}) => {
  const each = width / bar.values.length
  const last = bar.values.length - 1
  // Where the figures of neighbours would touch, the last series speaks for itself and the table has the rest.
  const shown = bar.values.map((value, index) => index === last || roughWidth(write(value)) < each + 6)
  return bar.values.map(
    (value, index) =>
      shown[index] && (
        <text
          key={index}
          className={index === bar.values.length - 1 ? "strong" : undefined}
          x={index * each + each / 2}
          y={y(value) - 6}
          textAnchor="middle"
        >
          {write(value)}
        </text>
      ),
  )
}

function steps(
  values: readonly number[],
  x: ReturnType<typeof scaleBand<number>>,
  y: (value: number) => number,
): string {
  const gap = (x.step() - x.bandwidth()) / 2
  return values
    .map((value, index) => {
      const from = (x(index) ?? 0) - gap
      return `${index === 0 ? "M" : "L"}${from} ${y(value)}H${from + x.step()}`
    })
    .join("")
}

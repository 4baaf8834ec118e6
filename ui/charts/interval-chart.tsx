import { scaleLinear } from "d3-scale"
import { useText } from "../language.tsx"
import { same, type Text } from "../text.ts"
import { roughWidth } from "./axis.tsx"
import { ChartFrame } from "./chart-frame.tsx"

export type Interval = {
  readonly name: Text
  /** Null while the data can't carry it. */
  readonly value: { readonly low: number; readonly middle: number; readonly high: number } | null
  /** Said where the interval would be drawn. */
  readonly nothing: Text
}

type IntervalChartProps = {
  label: Text
  rows: readonly Interval[]
  write: (value: number) => string
}

const rowHeight = 44
const bottom = 28

/** How far from zero each thing may truly lie: a bar for what is likely, a mark for the best guess, a line at zero. */
export function IntervalChart({ label, rows, write }: IntervalChartProps) {
  const t = useText()
  const known = rows.flatMap(({ value }) => (value ? [value] : []))
  const names = rows.map(({ name }) => t(name))
  return (
    <ChartFrame
      label={label}
      head={[
        { ja: "比べるもの", en: "Compared" },
        { ja: "少なくとも", en: "At least" },
        { ja: "推定", en: "Estimate" },
        { ja: "多くとも", en: "At most" },
      ]}
      rows={rows.map(({ name, value, nothing }) =>
        value ? [t(name), write(value.low), write(value.middle), write(value.high)] : [t(name), t(nothing), "", ""],
      )}
      height={rows.length * rowHeight + bottom}
    >
      {(width) => {
        const left = Math.min(width * 0.4, Math.max(40, ...names.map(roughWidth)) + 16)
        const most = Math.max(1e-9, ...known.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
        const x = scaleLinear([-most, most], [left + 8, width - 12])
        return (
          <>
            <path d={`M${x(0)} 0V${rows.length * rowHeight}`} className="axis" />
            {rows.map((row, index) => (
              <g key={row.name.en} transform={`translate(0 ${index * rowHeight})`}>
                <text x={0} y={rowHeight / 2 + 4} className="strong">
                  {t(row.name)}
                </text>
                {row.value ? (
                  <Bar {...row.value} x={x} />
                ) : (
                  <text x={x(0) + 8} y={rowHeight / 2 + 4} className="faint">
                    {t(row.nothing)}
                  </text>
                )}
              </g>
            ))}
            {known.length > 0 &&
              [-most, 0, most].map((at) => (
                <text
                  key={at}
                  x={x(at)}
                  y={rows.length * rowHeight + 18}
                  textAnchor={at < 0 ? "start" : at > 0 ? "end" : "middle"}
                >
                  {t(same(write(at)))}
                </text>
              ))}
          </>
        )
      }}
    </ChartFrame>
  )
}

type BarProps = NonNullable<Interval["value"]> & { x: (value: number) => number }

const Bar = ({ low, middle, high, x }: BarProps) => (
  <>
    <rect
      x={x(low)}
      width={Math.max(2, x(high) - x(low))}
      y={rowHeight / 2 - 5}
      height={10}
      rx={5}
      className={low > 0 || high < 0 ? "fill-main" : "fill-outline"}
    />
    <path d={`M${x(middle)} ${rowHeight / 2 - 10}v20`} className="mark-line" strokeWidth={2} />
  </>
)

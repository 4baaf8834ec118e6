import type { ScaleLinear } from "d3-scale"

type RulesProps = {
  y: ScaleLinear<number, number>
  left: number
  right: number
  write: (value: number) => string
  /** What is counted comes in whole numbers, and so do the figures. */
  whole?: boolean
}

/** Faint lines across, figures at the right edge. */
export const Rules = ({ y, left, right, write, whole }: RulesProps) => (
  <g>
    {(whole ? y.ticks(4).filter(Number.isInteger) : y.ticks(4)).map((tick) => (
      <g key={tick} transform={`translate(0 ${y(tick)})`}>
        <path d={`M${left} .5H${right}`} className={tick === 0 ? "axis" : "grid"} />
        {tick !== 0 && (
          <text x={right + 8} y={4}>
            {write(tick)}
          </text>
        )}
      </g>
    ))}
  </g>
)

/** Which of the labels fit without touching: every first, second, fifth ... */
export function everyNth(labels: readonly string[], width: number): number {
  const widest = Math.max(0, ...labels.map(roughWidth)) + 10
  const room = Math.max(1, Math.floor(width / widest))
  return (
    [1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 15, 20, 30].find((n) => labels.length / n <= room) ??
    Math.ceil(labels.length / room)
  )
}

/** Of a text at 12 px: kana and kanji are square, the rest about seven pixels wide. */
export const roughWidth = (text: string) => [...text].reduce((sum, letter) => sum + (letter > "\u2E80" ? 12 : 7), 0)

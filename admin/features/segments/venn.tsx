import { useId } from "react"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"

type Props = { one: number; other: number; both: number; label: Text }

const width = 240
const height = 132

/** Two circles whose areas are the sizes and whose overlap is drawn by area too. */
export function Venn({ one, other, both, label }: Props) {
  const t = useText()
  const id = useId()
  const most = Math.max(one, other, 1)
  const [a, b] = [radius(one, most), radius(other, most)]
  const apart = distance(a, b, (both / most) * Math.PI * 60 * 60)
  const whole = a + apart + b
  const left = Math.max(2, (width - whole) / 2)
  const [x1, x2, y] = [left + a, left + a + apart, height / 2]
  return (
    <svg className="segment-venn" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t(label)}>
      <defs>
        <clipPath id={`${id}a`}>
          <circle cx={x1} cy={y} r={a} />
        </clipPath>
        <pattern id={`${id}h`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" />
        </pattern>
      </defs>
      <circle className="other" cx={x2} cy={y} r={b} />
      {both > 0 && <circle cx={x2} cy={y} r={b} fill={`url(#${id}h)`} clipPath={`url(#${id}a)`} />}
      <circle className="one" cx={x1} cy={y} r={a} />
    </svg>
  )
}

const radius = (size: number, most: number) => Math.max(4, 60 * Math.sqrt(size / most))

/** How far apart the centres stand for the lens between them to have this area: found by halving. */
export function distance(a: number, b: number, area: number): number {
  if (area <= 0) return a + b + 4
  const smaller = Math.PI * Math.min(a, b) ** 2
  if (area >= smaller * 0.999) return Math.abs(a - b)
  let [near, far] = [Math.abs(a - b), a + b]
  for (let n = 0; n < 40; n++) {
    const middle = (near + far) / 2
    if (lens(a, b, middle) > area) near = middle
    else far = middle
  }
  return (near + far) / 2
}

/** The area that two circles share. */
export function lens(a: number, b: number, d: number): number {
  if (d >= a + b) return 0
  if (d <= Math.abs(a - b)) return Math.PI * Math.min(a, b) ** 2
  const alpha = Math.acos((d * d + a * a - b * b) / (2 * d * a))
  const beta = Math.acos((d * d + b * b - a * a) / (2 * d * b))
  const kite = Math.sqrt((-d + a + b) * (d + a - b) * (d - a + b) * (d + a + b)) / 2
  return a * a * alpha + b * b * beta - kite
}

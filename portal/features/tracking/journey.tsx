/** @jsxImportSource preact */
import type { TrackingView } from "../../../server/capabilities/tracking/model.ts"

const width = 350
const ground = 84
const left = { x: 14, y: ground }
const right = { x: width - 14, y: ground }
const top = { x: width / 2, y: -20 }

type Point = { x: number; y: number }
const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
const r = (n: number) => Math.round(n * 10) / 10

/** The way as an arc of the sun: what lies behind is drawn, what lies ahead is dotted (de Casteljau's split of a quadratic curve). */
export function Journey({ from, to, progress, isLate, label }: NonNullable<TrackingView["journey"]>) {
  const t = Math.min(1, Math.max(0, progress))
  const control = between(left, top, t)
  const here = between(control, between(top, right, t), t)
  const colour = isLate ? "var(--kaki)" : "var(--brand)"
  return (
    <svg class="journey" viewBox={`0 0 ${width} 116`} role="img" aria-label={label}>
      <path
        d={`M${left.x} ${left.y}Q${top.x} ${top.y} ${right.x} ${right.y}`}
        fill="none"
        stroke="var(--line-2)"
        stroke-width="1.500"
        stroke-dasharray="1 6"
        stroke-linecap="round"
      />
      <path
        d={`M${left.x} ${left.y}Q${r(control.x)} ${r(control.y)} ${r(here.x)} ${r(here.y)}`}
        fill="none"
        stroke={colour}
        stroke-width="2"
      />
      <path d={`M0 ${ground + 0.5}h${width}`} stroke="var(--line-2)" />
      <circle cx={left.x} cy={left.y} r="4" fill={colour} />
      <circle
        cx={right.x}
        cy={right.y}
        r="4"
        fill={t === 1 ? colour : "var(--paper)"}
        stroke="var(--ink-3)"
        stroke-width="1.500"
      />
      {t < 1 && (
        <circle
          cx={r(here.x)}
          cy={r(here.y)}
          r="13"
          fill={isLate ? "var(--paper)" : "var(--brand-accent)"}
          stroke={isLate ? colour : "none"}
          stroke-width="2"
        />
      )}
      <text x="0" y="107" font-size="13" fill="var(--ink-2)">
        {from}
      </text>
      <text x={width} y="107" font-size="13" text-anchor="end" fill="var(--ink-2)">
        {to}
      </text>
    </svg>
  )
}

/** The expected arrival as a range; an old promise stands struck through beneath the new one. */
export function Expected({ label, days, was, note }: NonNullable<TrackingView["expected"]>) {
  return (
    <div class="expected">
      <p class="small">{label}</p>
      <p class="eta">
        {days.map((day, i) => (
          <>
            {i > 0 && <i>〜</i>}
            <span key={i}>
              {day.map((part) => (
                <>
                  {part.before}
                  <b>{part.big}</b>
                  {part.after}
                </>
              ))}
            </span>
          </>
        ))}
      </p>
      {was && (
        <p class="small">
          <s>{was}</s>
        </p>
      )}
      {note && <p class="fine">{note}</p>}
    </div>
  )
}

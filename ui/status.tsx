import "./status.css"
import { useText } from "./language.tsx"
import type { Text } from "./text.ts"

export type Shape = "tick" | "cross" | "clock" | "minus" | "dot" | "half" | "ring" | "alert" | "pause"

/** How things stand: each has a shape and a word of its own, and only then a colour. */
export type Standing = "live" | "manual" | "draft" | "done" | "failed" | "waiting" | "none" | "needed" | "paused"

const shapes: Record<Standing, Shape> = {
  live: "dot",
  manual: "half",
  draft: "ring",
  done: "tick",
  failed: "cross",
  waiting: "clock",
  none: "minus",
  needed: "alert",
  paused: "pause",
}

const words: Record<Standing, Text> = {
  live: { ja: "配信中", en: "Live" },
  manual: { ja: "手動", en: "Manual" },
  draft: { ja: "下書き", en: "Draft" },
  done: { ja: "済み", en: "Done" },
  failed: { ja: "失敗", en: "Failed" },
  waiting: { ja: "待ち", en: "Waiting" },
  none: { ja: "なし", en: "None" },
  needed: { ja: "確認が必要", en: "Needs you" },
  paused: { ja: "一時停止", en: "Paused" },
}

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.8,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const
const drawings = {
  tick: <path {...line} d="M2 6.5 4.7 9.2 10 3.4" />,
  cross: <path {...line} d="m3 3 6 6M9 3 3 9" />,
  clock: (
    <g {...line} strokeWidth={1.4}>
      <circle cx="6" cy="6" r="4.6" />
      <path d="M6 3.4V6l1.8 1.1" />
    </g>
  ),
  minus: <path {...line} d="M3 6h6" />,
  dot: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  half: (
    <g>
      <circle cx="6" cy="6" r="4.3" {...line} strokeWidth={1.4} />
      <path d="M6 1.7a4.3 4.3 0 0 0 0 8.6z" fill="currentColor" />
    </g>
  ),
  ring: <circle cx="6" cy="6" r="4.3" {...line} strokeWidth={1.4} strokeDasharray="2 2.1" strokeLinecap="butt" />,
  alert: (
    <g {...line} strokeWidth={1.4}>
      <path d="M6 1.6 11 10.4H1z" />
      <path d="M6 5v2.4M6 8.9v.01" />
    </g>
  ),
  pause: <path {...line} d="M4 3v6M8 3v6" />,
} satisfies Record<Shape, unknown>

export const Mark = (props: { shape: Shape; tone?: "done" | "failed" | "waiting" | "needed" }) => (
  <svg className={`mark-12${props.tone ? ` tone-${props.tone}` : ""}`} viewBox="0 0 12 12" aria-hidden>
    {drawings[props.shape]}
  </svg>
)

/** `<Status is="live" />`, or with words of its own: `<Status is="waiting" label={{ ja: "再判定", en: "Judged again" }} />`. */
export function Status(props: { is: Standing; label?: Text }) {
  const t = useText()
  return (
    <span className={`status ${props.is}`}>
      <Mark shape={shapes[props.is]} />
      {t(props.label ?? words[props.is])}
    </span>
  )
}

import type { Freshness as State } from "../../../server/capabilities/segments/model-segment.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Mark } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

type Format = Pick<ReturnType<typeof useFormat>, "moment" | "duration">

/** How old what is shown is, in plain words; undefined while it is up to date. */
export function staleText({ isStale, reason, at, lagSeconds }: State, { moment, duration }: Format): Text | undefined {
  if (!isStale) return undefined
  const time = at ? moment(at) : undefined
  const asOf: Text = time ? { ja: `${time} 時点の人数です。`, en: `Figures are as of ${time}.` } : { ja: "", en: "" }
  const why = whyStale(reason, lagSeconds > 0 ? duration(lagSeconds * 1000) : undefined)
  return { ja: why.ja + asOf.ja, en: `${why.en}${asOf.en && ` ${asOf.en}`}` }
}

function whyStale(reason: State["reason"], lag: string | undefined): Text {
  switch (reason) {
    case "analytics-away":
      return { ja: "集計が止まっています。", en: "Analytics are away." }
    case "analytics-rebuilding":
      return { ja: "集計を作り直しています。", en: "Analytics are being built anew." }
    case "not-built":
      return { ja: "はじめての見直しを待っています。", en: "Waiting to be built for the first time." }
    default:
      return {
        ja: lag ? `集計が${lag}遅れています。` : "集計が遅れています。",
        en: lag ? `Analytics are ${lag} behind.` : "Analytics are behind.",
      }
  }
}

/** Said only when something is to be said. */
export function Freshness({ of }: { of: State }) {
  const t = useText()
  const words = staleText(of, useFormat())
  if (!words) return null
  return (
    <p className="segment-stale" role="status">
      <Mark shape="clock" tone="waiting" />
      {t(words)}
    </p>
  )
}

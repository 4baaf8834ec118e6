import type { ReactNode } from "react"
import "./timeline.css"
import type { Icon } from "./button.tsx"
import type { Instant } from "./format.ts"
import { useFormat, useText } from "./language.tsx"
import type { Text } from "./text.ts"

export type TimelineEntry = {
  readonly id: string
  readonly at: Instant
  readonly icon: Icon
  /** What happened, as a sentence. */
  readonly title: Text
  /** Channel, shop or person that it came by. */
  readonly source?: Text
  readonly detail?: ReactNode
  /** A person's own words. */
  readonly quote?: string
  /** Left out on purpose or failed; the reason belongs in `detail`. */
  readonly ended?: "skipped" | "failed"
}

type TimelineProps = {
  entries: readonly TimelineEntry[]
  selected?: string | undefined
  /** Shows more about an entry; the title becomes a button. */
  onSelect?: (id: string) => void
}

/** Newest first, in months. */
export function Timeline({ entries, selected, onSelect }: TimelineProps) {
  const { month } = useFormat()
  const months = Map.groupBy(entries, (entry) => month(entry.at))
  return (
    <div className="timeline">
      {[...months].map(([name, inMonth]) => (
        <section key={name} aria-label={name}>
          <h3 className="month">{name}</h3>
          <ol>
            {inMonth.map((entry) => (
              <Entry key={entry.id} entry={entry} selected={entry.id === selected} onSelect={onSelect} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Entry({
  entry,
  selected,
  onSelect,
}: {
  entry: TimelineEntry
  selected: boolean
  onSelect: ((id: string) => void) | undefined
}) {
  const t = useText()
  const { date, time } = useFormat()
  const { icon: Mark } = entry
  const classes = [entry.ended, selected && "selected", onSelect && "opens"].filter(Boolean).join(" ")
  return (
    <li className={classes || undefined} onClick={onSelect && (() => onSelect(entry.id))}>
      <time className="num" dateTime={new Date(entry.at).toISOString()}>
        {date(entry.at)}
        <span>{time(entry.at)}</span>
      </time>
      <span className="dot">
        <Mark aria-hidden />
      </span>
      <div>
        <h3>
          {onSelect ? (
            <button type="button" aria-pressed={selected}>
              {t(entry.title)}
            </button>
          ) : (
            t(entry.title)
          )}
          {entry.source && <span className="source">{t(entry.source)}</span>}
        </h3>
        {entry.detail && <p>{entry.detail}</p>}
        {entry.quote && <blockquote>{entry.quote}</blockquote>}
      </div>
    </li>
  )
}

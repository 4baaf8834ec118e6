import { Fragment, type ReactNode } from "react"
import { useFormat, useText } from "../../ui/language.tsx"
import { Link } from "../../ui/link.tsx"
import { type NavigationEntry, type RailGroup, useFeatures } from "./feature.ts"
import { useMay } from "./session.tsx"

const groups: readonly RailGroup[] = ["people", "programme", "learning"]

/** What this person may open, in rail order. */
export function usePlaces(): Map<RailGroup, NavigationEntry[]> {
  const may = useMay()
  const entries = useFeatures()
    .flatMap((feature) => feature.navigation ?? [])
    .filter((entry) => may(entry.right))
  return Map.groupBy(
    entries.toSorted((a, b) => a.order - b.order),
    (entry) => entry.group,
  )
}

/** Whether the address is this entry's page or one below it. */
export const isWithin = (path: string, to: string) =>
  to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`)

export function Rail(props: { path: string; brand: ReactNode; below?: ReactNode; open: boolean; onGo: () => void }) {
  const t = useText()
  const places = usePlaces()
  const filled = groups.filter((group) => places.has(group))
  return (
    <nav className={props.open ? "rail open" : "rail"} aria-label={t({ ja: "メインメニュー", en: "Main menu" })}>
      {props.brand}
      <ul className="places">
        {filled.map((group, index) => (
          <Fragment key={group}>
            {index > 0 && <li className="gap" aria-hidden />}
            {places.get(group)?.map((entry) => (
              <Place key={entry.to} entry={entry} path={props.path} onGo={props.onGo} />
            ))}
          </Fragment>
        ))}
      </ul>
      <ul className="places foot">
        {places.get("foot")?.map((entry) => (
          <Place key={entry.to} entry={entry} path={props.path} onGo={props.onGo} />
        ))}
      </ul>
      {props.below}
    </nav>
  )
}

const noCount = () => undefined

/** A count that awaits a person is also said in words: colour alone says nothing. */
export function useEntryCount(entry: NavigationEntry) {
  const useCount = entry.useCount ?? noCount
  return useCount()
}

function Place({ entry, path, onGo }: { entry: NavigationEntry; path: string; onGo: () => void }) {
  const t = useText()
  const { number } = useFormat()
  const count = useEntryCount(entry)
  const { icon: Mark } = entry
  return (
    <li>
      <Link to={entry.to} current={isWithin(path, entry.to)} onClick={onGo} title={t(entry.label)}>
        <Mark aria-hidden />
        <span className="words">{t(entry.label)}</span>
        {count !== undefined && count.count > 0 && (
          <span className={count.needed ? "count num needed" : "count num"}>
            {number(count.count)}
            {count.needed && (
              <span className="hidden-text">{t({ ja: "件が人を待っています", en: " waiting for someone" })}</span>
            )}
          </span>
        )}
      </Link>
    </li>
  )
}

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

/** Each place with those that belong to it. One whose own place this person may not open stands for itself. */
export function nested(entries: readonly NavigationEntry[]): { entry: NavigationEntry; below: NavigationEntry[] }[] {
  const known = new Set(entries.map(({ to }) => to))
  const isBelow = ({ within }: NavigationEntry) => within !== undefined && known.has(within)
  return entries
    .filter((entry) => !isBelow(entry))
    .map((entry) => ({ entry, below: entries.filter((one) => one.within === entry.to) }))
}

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
            <Places entries={places.get(group)} path={props.path} onGo={props.onGo} />
          </Fragment>
        ))}
      </ul>
      <ul className="places foot">
        <Places entries={places.get("foot")} path={props.path} onGo={props.onGo} />
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

type PlacesProps = { entries: readonly NavigationEntry[] | undefined; path: string; onGo: () => void }

function Places({ entries = [], path, onGo }: PlacesProps) {
  return nested(entries).map(({ entry, below }) => {
    const isHere = [entry, ...below].some(({ to }) => isWithin(path, to))
    return (
      <Fragment key={entry.to}>
        <Place entry={entry} path={path} onGo={onGo} />
        {below.map((one) => (
          <Place key={one.to} entry={one} path={path} onGo={onGo} below={isHere ? "open" : "awaited"} />
        ))}
      </Fragment>
    )
  })
}

type PlaceProps = { entry: NavigationEntry; path: string; onGo: () => void; below?: "open" | "awaited" }

function Place({ entry, path, onGo, below }: PlaceProps) {
  const t = useText()
  const { number } = useFormat()
  const count = useEntryCount(entry)
  const { icon: Mark } = entry
  if (below === "awaited" && !(count?.needed && count.count > 0)) return null
  return (
    <li className={below && "below"}>
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

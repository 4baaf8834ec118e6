import { Menu as MenuIcon } from "lucide-react"
import { useText } from "../../ui/language.tsx"
import { Link } from "../../ui/link.tsx"
import type { NavigationEntry } from "./feature.ts"
import { isWithin, useEntryCount, usePlaces } from "./rail.tsx"

/** Phones: what is looked at on the way under the thumb, the rest behind the menu. */
export function BottomBar(props: { path: string; open: boolean; onMenu: () => void }) {
  const t = useText()
  const all = [...usePlaces().values()].flat()
  const places = [...all.filter((one) => one.underThumb), ...all.filter((one) => !one.underThumb)].slice(0, 4)
  return (
    <nav className="bottom-bar" aria-label={t({ ja: "よく使う場所", en: "Places used most" })}>
      {places.map((entry) => (
        <Item key={entry.to} entry={entry} current={isWithin(props.path, entry.to)} />
      ))}
      <button type="button" aria-expanded={props.open} onClick={props.onMenu}>
        <MenuIcon aria-hidden />
        {t({ ja: "メニュー", en: "Menu" })}
      </button>
    </nav>
  )
}

function Item({ entry, current }: { entry: NavigationEntry; current: boolean }) {
  const t = useText()
  const count = useEntryCount(entry)
  const { icon: Mark } = entry
  return (
    <Link to={entry.to} current={current}>
      <span className="dot-count">
        <Mark aria-hidden />
        {count?.needed && count.count > 0 && <i>{count.count}</i>}
      </span>
      {t(entry.label)}
    </Link>
  )
}

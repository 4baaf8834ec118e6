import { type KeyboardEvent, type ReactNode, useId } from "react"
import "./nav.css"
import { useFormat, useText } from "./language.tsx"
import { Link } from "./link.tsx"
import type { Text } from "./text.ts"

export type Crumb = { readonly label: Text; readonly to?: string }

export function Breadcrumb(props: { crumbs: readonly Crumb[] }) {
  const t = useText()
  return (
    <nav className="breadcrumb" aria-label={t({ ja: "いまいる場所", en: "You are here" })}>
      <ol>
        {props.crumbs.map((crumb, index) => {
          const last = index === props.crumbs.length - 1
          return (
            <li key={crumb.label.en} aria-current={last ? "page" : undefined}>
              {crumb.to && !last ? <Link to={crumb.to}>{t(crumb.label)}</Link> : <span>{t(crumb.label)}</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

export type Tab<K extends string> = { readonly key: K; readonly label: Text; readonly count?: number }
type TabsProps<K extends string> = {
  label: Text
  tabs: readonly Tab<K>[]
  open: K
  onOpen: (key: K) => void
  children?: ReactNode
}

/** Views of one thing. Arrow keys move, the panel below belongs to the open tab. */
export function Tabs<K extends string>({ label, tabs, open, onOpen, children }: TabsProps<K>) {
  const t = useText()
  const { number } = useFormat()
  const id = useId()
  return (
    <>
      <div
        className="tabs"
        role="tablist"
        aria-label={t(label)}
        onKeyDown={(event) => moveAmong(event, '[role="tab"]')}
      >
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === open}
            aria-controls={children ? `${id}-panel` : undefined}
            tabIndex={tab.key === open ? 0 : -1}
            onClick={() => onOpen(tab.key)}
          >
            {t(tab.label)}
            {tab.count !== undefined && <span className="num">{number(tab.count)}</span>}
          </button>
        ))}
      </div>
      {children && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open}`}>
          {children}
        </div>
      )}
    </>
  )
}

/** The same thing shown in one of a few ways: a period, a unit, a channel. */
export function Segments<K extends string>(props: {
  label: Text
  options: readonly Tab<K>[]
  value: K
  onChange: (key: K) => void
}) {
  const t = useText()
  return (
    <div
      className="segments"
      role="radiogroup"
      aria-label={t(props.label)}
      onKeyDown={(event) => moveAmong(event, '[role="radio"]')}
    >
      {props.options.map((option) => (
        <button
          key={option.key}
          type="button"
          role="radio"
          aria-checked={option.key === props.value}
          tabIndex={option.key === props.value ? 0 : -1}
          onClick={() => props.onChange(option.key)}
        >
          {t(option.label)}
        </button>
      ))}
    </div>
  )
}

function moveAmong(event: KeyboardEvent<HTMLElement>, selector: string) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (!step) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = all.findIndex((element) => element === document.activeElement)
  const next = all[(at + step + all.length) % all.length]
  next?.focus()
  next?.click()
  event.preventDefault()
}

/** Search, selects and the like above a list; what is in `spread` goes to the right end. */
export const Filters = (props: { children: ReactNode; spread?: ReactNode }) => (
  <div className="filters">
    {props.children}
    {props.spread && <span className="spread">{props.spread}</span>}
  </div>
)

import { Menu as Floating, Popover } from "@mantine/core"
import { ChevronDown } from "lucide-react"
import type { ReactNode } from "react"
import { useState } from "react"
import "./float.css"
import type { ButtonLook, Icon } from "./button.tsx"
import { useText } from "./language.tsx"
import { useWay } from "./link.tsx"
import type { Text } from "./text.ts"

export type MenuItem =
  | "line"
  | {
      readonly label: Text
      readonly under?: Text
      readonly icon?: Icon
      readonly onClick?: () => void
      readonly to?: string
      readonly danger?: boolean
      /** Why it cannot be chosen now. */
      readonly blocked?: Text
    }

type MenuProps = {
  label: Text
  items: readonly MenuItem[]
  look?: ButtonLook
  /** Shown instead of a labelled button: an avatar, three dots. The label is then read aloud. */
  face?: ReactNode
  heading?: ReactNode
}

export function Menu({ label, items, look = "plain", face, heading }: MenuProps) {
  const t = useText()
  return (
    <Floating
      position="bottom-end"
      offset={6}
      transitionProps={{ duration: 0 }}
      withInitialFocusPlaceholder={false}
      classNames={{ dropdown: "floating menu", item: "menu-item", divider: "menu-line" }}
    >
      <Floating.Target>
        {face ? (
          <button type="button" className="face" aria-label={t(label)} title={t(label)}>
            {face}
          </button>
        ) : (
          <button type="button" className={`button ${look}`}>
            {t(label)}
            <ChevronDown aria-hidden />
          </button>
        )}
      </Floating.Target>
      <Floating.Dropdown>
        {heading && <Floating.Label className="menu-label">{heading}</Floating.Label>}
        {items.map((item, index) =>
          item === "line" ? <Floating.Divider key={index} /> : <Item key={item.label.en} item={item} />,
        )}
      </Floating.Dropdown>
    </Floating>
  )
}

function Item({ item }: { item: Exclude<MenuItem, "line"> }) {
  const t = useText()
  const { go } = useWay()
  const { icon: Mark, to } = item
  const under = item.blocked ?? item.under
  return (
    <Floating.Item
      {...(item.danger && { className: "menu-item danger" })}
      disabled={item.blocked !== undefined}
      onClick={() => (to ? go(to) : item.onClick?.())}
      leftSection={Mark && <Mark aria-hidden />}
    >
      <span>
        {t(item.label)}
        {under && <span className="under">{t(under)}</span>}
      </span>
    </Floating.Item>
  )
}

type PopupProps = { trigger: ReactNode; label: Text; className?: string; children: (close: () => void) => ReactNode }

/** A small form that belongs to a word or number on the page. */
export function Popup({ trigger, label, className, children }: PopupProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      offset={6}
      trapFocus
      returnFocus
      withinPortal
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: "floating popup" }}
    >
      <Popover.Target>
        <button type="button" className={className ?? "link"} aria-expanded={open} onClick={() => setOpen(!open)}>
          {trigger}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(label)}>{open && children(close)}</Popover.Dropdown>
    </Popover>
  )
}

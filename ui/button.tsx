import { type ComponentType, type ReactNode, type Ref, useId } from "react"
import "./button.css"
import { useText } from "./language.tsx"
import { Link } from "./link.tsx"
import type { Text } from "./text.ts"

export type Icon = ComponentType<{ className?: string; "aria-hidden"?: boolean }>
/** `go`: the one thing this screen is for. `text`: a lesser action. `danger`: cannot be taken back. */
export type ButtonLook = "go" | "plain" | "text" | "danger"

type Shared = { label: Text; look?: ButtonLook; icon?: Icon | undefined; wide?: boolean }
type ButtonProps = Shared & {
  onClick?: (() => void) | undefined
  submit?: boolean
  /** Work is going on; presses are ignored. */
  busy?: boolean | undefined
  /** Why it cannot be pressed now; written beside it, so that nobody has to guess. */
  blocked?: Text | undefined
  /** Cannot be pressed yet, and the words around it already say why. */
  dimmed?: boolean
  /** Takes the keyboard when it appears: the safe answer of a question. */
  first?: boolean
  ref?: Ref<HTMLButtonElement>
}

const classes = (look: ButtonLook, wide?: boolean) => `button ${look}${wide ? " wide" : ""}`

export function Button({
  label,
  look = "plain",
  icon: Mark,
  wide,
  onClick,
  submit,
  busy,
  blocked,
  dimmed,
  first,
  ref,
}: ButtonProps) {
  const t = useText()
  const reason = useId()
  const stopped = busy || dimmed || blocked !== undefined
  const button = (
    <button
      ref={ref}
      type={submit && !stopped ? "submit" : "button"}
      className={classes(look, wide)}
      aria-disabled={dimmed || blocked !== undefined || undefined}
      aria-busy={busy || undefined}
      aria-describedby={blocked && reason}
      autoFocus={first}
      onClick={stopped ? undefined : onClick}
    >
      {busy ? <span className="turning" aria-hidden /> : Mark && <Mark aria-hidden />}
      {t(label)}
    </button>
  )
  if (!blocked) return button
  return (
    <span className="button-row">
      {button}
      <span id={reason} className="because">
        {t(blocked)}
      </span>
    </span>
  )
}

/** A place to go to that looks like a button. */
export function ButtonLink({ label, look = "plain", icon: Mark, wide, to }: Shared & { to: string }) {
  const t = useText()
  return (
    <Link to={to} className={classes(look, wide)}>
      {Mark && <Mark aria-hidden />}
      {t(label)}
    </Link>
  )
}

/** A picture alone: its label is read aloud and shown on hover. */
export function IconButton(props: {
  label: Text
  icon: Icon
  onClick?: () => void
  pressed?: boolean
  ref?: Ref<HTMLButtonElement>
}) {
  const t = useText()
  const { icon: Mark } = props
  return (
    <button
      ref={props.ref}
      type="button"
      className="button icon-only"
      aria-label={t(props.label)}
      title={t(props.label)}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      <Mark aria-hidden />
    </button>
  )
}

export const ButtonRow = (props: { children: ReactNode; end?: boolean }) => (
  <div className={`button-row${props.end ? " end" : ""}`}>{props.children}</div>
)

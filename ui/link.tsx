import { createContext, type MouseEvent, type ReactNode, useContext } from "react"

/** How links become addresses and how they are followed; the app's router gives it. */
export type Way = { readonly base: string; readonly go: (to: string) => void }

const WayContext = createContext<Way>({ base: "", go: (to) => location.assign(to) })
export const WayProvider = WayContext
export const useWay = () => useContext(WayContext)

type LinkProps = {
  to: string
  children: ReactNode
  className?: string | undefined
  title?: string | undefined
  current?: boolean | undefined
  onClick?: (() => void) | undefined
  label?: string | undefined
}

/** An anchor inside the app (`to="/customers/1"`) or, with a scheme, outside it. Modified clicks stay the browser's. */
export function Link({ to, children, className, title, current, onClick, label }: LinkProps) {
  const { base, go } = useWay()
  const outside = /^[a-z]+:/.test(to)
  const href = outside || to.startsWith("#") ? to : base + to
  const follow = (event: MouseEvent) => {
    onClick?.()
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (outside || to.startsWith("#") || !plain || event.defaultPrevented) return
    event.preventDefault()
    go(to)
  }
  return (
    <a
      href={href}
      className={className}
      title={title}
      aria-label={label}
      aria-current={current ? "page" : undefined}
      onClick={follow}
      {...(outside && { target: "_blank", rel: "noreferrer" })}
    >
      {children}
    </a>
  )
}

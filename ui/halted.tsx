import type { ReactNode } from "react"
import "./halted.css"
import { useText } from "./language.tsx"
import { Status } from "./status.tsx"
import type { Text } from "./text.ts"

type HaltedProps = {
  /** What has come to a halt, for those who hear the page. */
  name: Text
  title: Text
  /** What lets it go on, or who can. */
  action?: ReactNode
  children: ReactNode
}

/** Something that has stopped until a person looks: above everything else on its page. */
export function Halted({ name, title, action, children }: HaltedProps) {
  const t = useText()
  return (
    <section className="halted" aria-label={t(name)}>
      <div>
        <h2>
          <Status is="needed" label={title} />
        </h2>
        {children}
      </div>
      {action}
    </section>
  )
}

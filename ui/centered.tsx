import type { ReactNode } from "react"
import "./centered.css"
import { useText } from "./language.tsx"
import { NorenSign } from "./noren.tsx"
import { Mark } from "./status.tsx"
import type { Text } from "./text.ts"

type CenteredProps = {
  title: Text
  lead?: Text | undefined
  above?: ReactNode
  corner?: ReactNode
  foot?: ReactNode
  wide?: boolean
  children: ReactNode
}

/** One thing in the middle of the page under the noren: sign-in, first set-up, an invitation. */
export function Centered({ title, lead, above, corner, foot, wide, children }: CenteredProps) {
  const t = useText()
  return (
    <div className="centered">
      <header>{corner}</header>
      <main className={wide ? "wide" : undefined}>
        <NorenSign />
        {above}
        <h1>{t(title)}</h1>
        {lead && <p className="lead">{t(lead)}</p>}
        <div className="inside">{children}</div>
      </main>
      <footer>{foot}</footer>
    </div>
  )
}

/** Where one is in a few steps: done, here, to come. */
export function Steps(props: { steps: readonly Text[]; at: number }) {
  const t = useText()
  return (
    <ol className="steps">
      {props.steps.map((step, index) => (
        <li key={step.en} aria-current={index === props.at ? "step" : undefined}>
          <Mark shape={index < props.at ? "tick" : index === props.at ? "dot" : "ring"} />
          {t(step)}
        </li>
      ))}
    </ol>
  )
}

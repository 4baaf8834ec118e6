import type { ReactNode } from "react"
import "./layout.css"
import { useText } from "./language.tsx"
import { Link } from "./link.tsx"
import type { Text } from "./text.ts"

type PageHeadProps = {
  /** The answer of the page as a sentence, or the name of its object. */
  title: Text
  /** Small words after the title: a reading, a form of address. */
  after?: Text | undefined
  /** One line above: the object's purpose or rule. */
  over?: ReactNode
  facts?: readonly ReactNode[] | undefined
  actions?: ReactNode
  person?: boolean | undefined
}

export function PageHead({ title, after, over, facts, actions, person }: PageHeadProps) {
  const t = useText()
  return (
    <header className="page-head">
      <div>
        {over && <p className="over">{over}</p>}
        <h1 className={person ? "person" : undefined}>
          {t(title)}
          {after && <small>{t(after)}</small>}
        </h1>
        {facts && (
          <p className="facts">
            {facts.map((fact, index) => (
              <span key={index}>{fact}</span>
            ))}
          </p>
        )}
      </div>
      {actions && <div className="beside button-row">{actions}</div>}
    </header>
  )
}

type SectionProps = {
  title: Text
  /** Period and kind of what is shown: a number without its period is not a number. */
  scope?: Text | undefined
  /** One link or small control at the right end of the header. */
  beside?: ReactNode
  /** The section that matters most in its row: an ink line under its header. */
  first?: boolean
  children: ReactNode
}

export function Section({ title, scope, beside, first, children }: SectionProps) {
  const t = useText()
  return (
    <section className={first ? "section first" : "section"}>
      <header>
        <h2>{t(title)}</h2>
        {scope && <span className="scope">{t(scope)}</span>}
        {beside && <span className="beside">{beside}</span>}
      </header>
      {children}
    </section>
  )
}

/** Children side by side, under each other below 1100 px. `split` gives the twelfths of each pair. */
export const Columns = (props: { split: "7-5" | "8-4" | "6-6"; children: ReactNode }) => (
  <div className={`columns s${props.split}`}>{props.children}</div>
)

/** Sections under each other: 48 px apart, or 36 when `near`. */
export const Stack = (props: { children: ReactNode; near?: boolean }) => (
  <div className={props.near ? "stack near" : "stack"}>{props.children}</div>
)

/** A remark that qualifies what stands above it. */
export const Note = (props: { children: ReactNode }) => <p className="note">{props.children}</p>

export type Row = {
  readonly label: Text
  readonly under?: ReactNode
  readonly value: ReactNode
  readonly total?: boolean
}

/** Label left, value right, one hairline each. */
export function Rows(props: { rows: readonly Row[] }) {
  const t = useText()
  return (
    <ul className="rows">
      {props.rows.map((row) => (
        <li key={row.label.en} className={row.total ? "total" : undefined}>
          <span>
            {t(row.label)}
            {row.under && <span className="under">{row.under}</span>}
          </span>
          <span className="value">{row.value}</span>
        </li>
      ))}
    </ul>
  )
}

export type Kpi = {
  readonly label: Text
  /** A figure, or a sentence when the data cannot carry one. */
  readonly value: ReactNode
  readonly sentence?: boolean
  readonly remark?: ReactNode
  /** Where the people or orders behind the figure are listed. */
  readonly to?: string
}

export function Kpis(props: { kpis: readonly Kpi[] }) {
  const t = useText()
  return (
    <dl className="kpis">
      {props.kpis.map((kpi) => (
        <div className="kpi" key={kpi.label.en}>
          <dt>{t(kpi.label)}</dt>
          <dd className={kpi.sentence ? "value words" : "value"}>
            {kpi.to ? <Link to={kpi.to}>{kpi.value}</Link> : kpi.value}
          </dd>
          {kpi.remark && <dd className="remark">{kpi.remark}</dd>}
        </div>
      ))}
    </dl>
  )
}

import "./loyalty.css"
import { Button } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Mark } from "../../../ui/status.tsx"
import type { Lint } from "./words.ts"

const shapeOf = { must: "cross", warn: "alert", note: "dot" } as const
const toneOf = { must: "failed", warn: "needed" } as const

type Props = {
  lints: readonly Lint[]
  /** Shows the place in the rules that a lint speaks of; without it, lints lead to the page of the rules. */
  onOpen?: (at: string) => void
}

/** What the law says about the rules, by its name, and what does not add up in them. */
export function Lints(props: Props) {
  const t = useText()
  return (
    <Section title={{ ja: "確かめること", en: "To look at" }} scope={{ ja: "法律と決まり", en: "law and sense" }}>
      {props.lints.length === 0 && (
        <p className="quiet">{t({ ja: "気になるところはありません。", en: "Nothing to remark." })}</p>
      )}
      <LintList {...props} />
      <p className="small quiet">
        {t({ ja: "法律の判断は、専門家に確かめてください。", en: "Have counsel confirm what the law asks." })}
      </p>
    </Section>
  )
}

/** Each with the law's name, what to do, and the way to where it is done. */
export function LintList({ lints, onOpen }: Props) {
  const t = useText()
  const open = { ja: "そこを開く", en: "Go there" }
  return (
    <ul className="lints">
      {lints.map((lint) => (
        <li key={`${lint.rule}${lint.at}${lint.says.en}`}>
          <Mark shape={shapeOf[lint.level]} {...(lint.level !== "note" && { tone: toneOf[lint.level] })} />
          <div>
            {lint.law && <span className="law">{t(lint.law)} </span>}
            {t(lint.says)}
            <span className="under">{t(lint.doThis)}</span>
            {onOpen ? (
              <Button look="text" label={open} onClick={() => onOpen(lint.at)} />
            ) : (
              <Link to={`/loyalty/programme?at=${encodeURIComponent(lint.at)}`}>{t(open)}</Link>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

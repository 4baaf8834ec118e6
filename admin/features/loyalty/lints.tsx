import "./loyalty.css"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Mark } from "../../../ui/status.tsx"
import type { Lint } from "./words.ts"

const shapeOf = { must: "cross", warn: "alert", note: "dot" } as const
const toneOf = { must: "failed", warn: "needed" } as const

/** What the law says about the rules, by its name, and what does not add up in them. */
export function Lints({ lints }: { lints: readonly Lint[] }) {
  const t = useText()
  return (
    <Section title={{ ja: "確かめること", en: "To look at" }} scope={{ ja: "法律と決まり", en: "law and sense" }}>
      {lints.length === 0 && (
        <p className="quiet">{t({ ja: "気になるところはありません。", en: "Nothing to remark." })}</p>
      )}
      <ul className="lints">
        {lints.map((lint) => (
          <li key={`${lint.rule}${lint.at}${lint.says.en}`}>
            <Mark shape={shapeOf[lint.level]} {...(lint.level !== "note" && { tone: toneOf[lint.level] })} />
            <div>
              {lint.law && <span className="law">{t(lint.law)} </span>}
              {t(lint.says)}
              <span className="under">{t(lint.doThis)}</span>
            </div>
          </li>
        ))}
      </ul>
      <p className="small quiet">
        {t({ ja: "法律の判断は、専門家に確かめてください。", en: "Have counsel confirm what the law asks." })}
      </p>
    </Section>
  )
}

import { useState } from "react"
import { stageWords } from "../../../server/capabilities/profiles/model-stages.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { ProfileFound } from "./known.ts"

const few = 3

/** From first notice to where she is now, each change with its day and reason (A06). */
export function CustomerStages({ stages }: { stages: ProfileFound["stages"] }) {
  const t = useText()
  const [all, setAll] = useState(false)
  if (stages.length === 0) return null
  return (
    <Section title={{ ja: "お客様の段階", en: "Lifecycle" }} scope={{ ja: "新しい順", en: "newest first" }}>
      <ul className="customer-list">
        {stages.slice(0, all ? undefined : few).map(({ stage, at, reason }, index) => (
          <li key={`${at.toISOString()} ${stage}`}>
            <span>
              {index === 0 ? <b>{t(stageWords[stage])}</b> : t(stageWords[stage])}
              <span className="under">{t(reason)}</span>
            </span>
            <span className="end">
              <DateText at={at} only="date" />
            </span>
          </li>
        ))}
      </ul>
      {stages.length > few && (
        <p className="customer-empty">
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(
              all
                ? { ja: "最近だけ", en: "Only the last ones" }
                : { ja: `はじめから ${stages.length}件`, en: `All ${stages.length} changes` },
            )}
          </button>
        </p>
      )}
    </Section>
  )
}

/** What is not known yet, and how to ask for it (A12). */
export function CustomerMissing({ completeness }: { completeness: ProfileFound["completeness"] }) {
  const t = useText()
  const [all, setAll] = useState(false)
  const { missing } = completeness
  if (missing.length === 0) return null
  return (
    <Section
      title={{ ja: "まだ知らないこと", en: "Not known yet" }}
      scope={{ ja: `${missing.length}つ`, en: String(missing.length) }}
    >
      <ul className="customer-list">
        {missing.slice(0, all ? undefined : few).map(({ key, label, ask }) => (
          <li key={key}>
            <span>
              {t(label)}
              <span className="under">{t(ask)}</span>
            </span>
          </li>
        ))}
      </ul>
      {missing.length > few && (
        <p className="customer-empty">
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? { ja: "少なく", en: "Fewer" } : { ja: "すべて", en: "All" })}
          </button>
        </p>
      )}
    </Section>
  )
}

import { useState } from "react"
import { Radar } from "../../../ui/charts/radar.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { ProfileFound } from "./known.ts"
import { groupWords } from "./profile-words.ts"

/** Fewer make no figure: the list below says it all. */
const leastSpokes = 3

/** Tastes, interests and worries, each with what they were read from (A13). */
export function CustomerRadar({ radar }: { radar: ProfileFound["radar"] }) {
  const t = useText()
  const { number } = useFormat()
  const [asked, setAsked] = useState<string>()
  const points = (value: number) => number(value, value < 10 ? 1 : 0)
  // One word can be a taste and an interest: beside each other they say which they are.
  const nameOf = ({ label, group }: (typeof radar)[number]) =>
    radar.filter((other) => other.label.ja === label.ja).length > 1
      ? t({ ja: `${label.ja}（${groupWords[group].ja}）`, en: `${label.en} (${groupWords[group].en})` })
      : t(label)
  return (
    <Section
      title={{ ja: "好み・関心・気がかり", en: "Tastes, interests, worries" }}
      scope={{ ja: "新しいものほど重く", en: "the newer, the weightier" }}
    >
      {radar.length === 0 ? (
        <p className="customer-empty">
          {t({
            ja: "まだ分かりません。見た商品、買った商品、アンケートの答え、このブランドの項目から分かってきます。",
            en: "Not known yet. It grows from what she looks at, buys, answers, and from the brand's own properties.",
          })}
        </p>
      ) : radar.length < leastSpokes ? null : (
        <Radar
          label={{
            ja: `好み・関心・気がかり。いちばん強いのは「${radar[0]?.label.ja}」`,
            en: `Tastes, interests and worries; the strongest: ${radar[0]?.label.en}`,
          }}
          per={{ ja: "ことがら", en: "Subject" }}
          value={{ ja: "点", en: "Points" }}
          spokes={radar.map((spoke) => ({ label: nameOf(spoke), share: spoke.share, text: points(spoke.points) }))}
        />
      )}
      <ul className="customer-list">
        {radar.map((spoke) => {
          const key = `${spoke.group} ${spoke.label.ja}`
          return (
            <li key={key}>
              <span>
                {t(spoke.label)}
                <span className="under">{t(groupWords[spoke.group])}</span>
                {asked === key &&
                  spoke.evidence.map(({ what, at, points: value }, index) => (
                    <span className="under" key={`${index} ${what.en}`}>
                      <DateText at={at} only="date" /> · {t(what)} · {points(value)}
                    </span>
                  ))}
              </span>
              <span className="end">
                {points(spoke.points)}
                <span className="under">
                  <button
                    type="button"
                    className="link"
                    aria-expanded={asked === key}
                    onClick={() => setAsked(asked === key ? undefined : key)}
                  >
                    {t({ ja: `根拠 ${spoke.count}件`, en: `Evidence: ${spoke.count}` })}
                    <span className="hidden-text">{t(spoke.label)}</span>
                  </button>
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

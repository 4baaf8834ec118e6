import { stageWords } from "../../../server/capabilities/profiles/model-stages.ts"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { type Kpi, Kpis } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import type { ProfileFound } from "./known.ts"
import { levelWords, moodWords, rfm } from "./profile-words.ts"

/** What the facts add up to, in one row: stage, mood, warmth, last talk, RFM, completeness. */
export function ProfileKpis({ profile }: { profile: ProfileFound }) {
  return (
    <div className="customer-kpis">
      <Kpis kpis={useProfileKpis(profile)} />
    </div>
  )
}

function useProfileKpis({ stage, engagement, talk, mood, rfm: worth, completeness }: ProfileFound): Kpi[] {
  const t = useText()
  const { date, number, change } = useFormat()
  const nothing = t({ ja: "まだ分かりません", en: "not known yet" })
  const { scores } = worth
  return [
    {
      label: { ja: "段階", en: "Stage" },
      value: stage ? t(stageWords[stage.stage]) : nothing,
      sentence: true,
      ...(stage && { remark: t(both({ ja: `${date(stage.at)}から`, en: `since ${date(stage.at)}` }, stage.reason)) }),
    },
    {
      label: { ja: "気持ち", en: "Mood" },
      value: mood.now === null ? nothing : t(moodWords(mood.now)),
      sentence: true,
      remark:
        mood.change === null
          ? t({ ja: "3か月前はまだ分かりません", en: "not known three months ago" })
          : t({
              ja: `3か月で ${change(Math.round(mood.change * 100))}${mood.fell ? "・下がっています" : ""}`,
              en: `${change(Math.round(mood.change * 100))} in three months${mood.fell ? ", falling" : ""}`,
            }),
    },
    {
      label: { ja: "購入によらない親しみ", en: "Warmth" },
      value: <NumberText value={Math.round(engagement.points)} unit={t({ ja: "点", en: "points" })} />,
      remark: t({
        ja: `${levelWords[engagement.level].ja}・30日前 ${number(Math.round(engagement.before))}点`,
        en: `${levelWords[engagement.level].en}, ${number(Math.round(engagement.before))} thirty days ago`,
      }),
    },
    {
      label: { ja: "最後に話してから", en: "Since we talked" },
      ...(talk.daysSince === null
        ? { value: t({ ja: "まだ話していません", en: "not yet" }), sentence: true }
        : { value: <NumberText value={talk.daysSince} unit={t({ ja: "日", en: "days" })} /> }),
      ...(talk.last && { remark: date(talk.last.at) }),
    },
    {
      label: rfm,
      ...(scores
        ? { value: `${scores.recency} - ${scores.frequency} - ${scores.monetary}` }
        : {
            value: t(
              worth.bought
                ? { ja: "比べられる人数がまだいません", en: "too few buyers to compare" }
                : { ja: "購入から分かります", en: "known from the first order" },
            ),
            sentence: true,
          }),
      remark: t({
        ja: `近さ・回数・金額、5が最高（購入者 ${number(worth.buyers)}人中）`,
        en: `recency, frequency, value; 5 is best of ${number(worth.buyers)} buyers`,
      }),
    },
    {
      label: { ja: "情報の充足", en: "Known of them" },
      value: <PercentText rate={completeness.share} digits={0} />,
      remark: t({ ja: `あと${completeness.missing.length}つ`, en: `${completeness.missing.length} missing` }),
    },
  ]
}

const both = (one: Text, other: Text): Text => ({ ja: `${one.ja}・${other.ja}`, en: `${one.en}: ${other.en}` })

import "./rewards.css"
import { postRewardCheck } from "../../../server/capabilities/rewards/contract.ts"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { useState } from "react"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"
import { Checks } from "./checks.tsx"
import { documentOf, isWhole, type Values } from "./form-values.ts"
import { either } from "./words.ts"

const samples = [
  { value: "none", points: 0, label: { ja: "ポイントがまだない方", en: "Somebody without points" } },
  { value: "half", points: 0.6, label: { ja: "あと少しの方", en: "Somebody who is nearly there" } },
  { value: "enough", points: 1.2, label: { ja: "足りている方", en: "Somebody who has enough" } },
] as const

/** The reward as a member sees it while it is being written, and what is to be said of it. */
export function Preview({ values }: { values: Values }) {
  const t = useText()
  const [sample, setSample] = useState<(typeof samples)[number]["value"]>("half")
  const share = samples.find(({ value }) => value === sample)?.points ?? 0
  return (
    <Stack>
      <Section
        title={{ ja: "会員にはこう見えます", en: "As a member sees it" }}
        first
        beside={
          <Select
            short
            label={{ ja: "見る人", en: "Seen by" }}
            value={sample}
            onChange={setSample}
            options={samples.map(({ value, label }) => ({ value, label }))}
          />
        }
      >
        <RewardCard values={values} has={Math.round((values.points ?? 0) * share)} />
      </Section>
      {isWhole(values) ? (
        <Said values={values} />
      ) : (
        <p className="small quiet">
          {t({
            ja: "必要な項目を入れると、届く人の割合と法律の上限を確かめます。",
            en: "Once it is complete we say who can reach it and what the law allows.",
          })}
        </p>
      )}
    </Stack>
  )
}

function RewardCard({ values, has }: { values: Values; has: number }) {
  const t = useText()
  const { number, moment } = useFormat()
  const points = values.points ?? 0
  const gap = Math.max(0, points - has)
  const name = t(either({ ja: values.nameJa, en: values.nameEn }))
  const about = t(either({ ja: values.aboutJa, en: values.aboutEn }))
  return (
    <article className="rewards-card" aria-label={t({ ja: "会員の見え方", en: "As a member sees it" })}>
      {values.imageUrl && <img src={values.imageUrl} alt="" width="96" height="96" loading="lazy" />}
      <div>
        <h3>{name || t({ ja: "名前はこれから", en: "No name yet" })}</h3>
        {about && <p className="small">{about}</p>}
        {values.kind === "experience" && values.startsAt && (
          <p className="small">
            {moment(values.startsAt)} {t(either({ ja: values.placeJa, en: values.placeEn }))}
          </p>
        )}
        <p>
          <b>{points === 0 ? t({ ja: "ポイントなしで", en: "No points needed" }) : `${number(points)}pt`}</b>
        </p>
        {gap > 0 ? (
          <p className="small quiet">{t({ ja: `あと${number(gap)}pt`, en: `${number(gap)} more` })}</p>
        ) : (
          <span className="rewards-press">{t({ ja: "交換する", en: "Choose this" })}</span>
        )}
      </div>
    </article>
  )
}

/** Asks once typing rests: every letter would be a question otherwise. */
function Said({ values }: { values: Values }) {
  const document = documentOf(useSettled(values, 600))
  const judged = useCall(postRewardCheck, { document }, { keep: true })
  return judged.data ? <Checks judged={judged.data} /> : null
}

import { countCampaignAudience } from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignPlan } from "../../../server/capabilities/campaigns/model.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, type Row, Section } from "../../../ui/layout.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { channelWords } from "./words.ts"
import { sendChannels } from "../../../server/capabilities/campaigns/model.ts"

/** Who gets it, counted while it is written. */
export function ReachPanel({ plan }: { plan: CampaignPlan }) {
  const t = useText()
  const { include, exclude } = plan.audience
  const isChosen = include.length > 0
  const counted = useCall(countCampaignAudience, { include, exclude }, { when: isChosen, keep: true, everyMs: 30_000 })
  return (
    <aside className="campaign-side" aria-live="polite">
      <Section title={{ ja: "届く相手", en: "Who gets it" }} first>
        {isChosen ? (
          <Loaded of={counted} rows={4} what={{ ja: "人数を数えられませんでした", en: "Nobody could be counted" }}>
            {(found) => <Counted plan={plan} {...found} />}
          </Loaded>
        ) : (
          <p className="quiet">
            {t({ ja: "相手を選ぶと、ここに人数が出ます。", en: "Choose whom it goes to, and the number stands here." })}
          </p>
        )}
      </Section>
    </aside>
  )
}

type CountedProps = {
  plan: CampaignPlan
  count: number
  before: number
  reach: Record<string, number> | null
  everybody: number
}

function Counted({ plan, count, before, reach, everybody }: CountedProps) {
  const t = useText()
  const { number } = useFormat()
  const held = Math.round((count * plan.holdoutBp) / 10_000)
  const people = (n: number) => <span className="num">{t({ ja: `${number(n)}人`, en: number(n) })}</span>
  const rows: Row[] = [
    ...(before !== count
      ? [
          { label: { ja: "届けるセグメントの人", en: "In its segments" }, value: people(before) },
          { label: { ja: "届けない人を引いて", en: "Left out" }, value: people(before - count) },
        ]
      : []),
    ...(held > 0 ? [{ label: { ja: "送らずに残す人（およそ）", en: "Kept apart, about" }, value: people(held) }] : []),
    ...(reach
      ? sendChannels.map((channel) => ({ label: channelWords[channel], value: people(reach[channel] ?? 0) }))
      : []),
    ...(reach ? [{ label: { ja: "どこにも届かない", en: "On no channel" }, value: people(reach.none ?? 0) }] : []),
  ]
  return (
    <>
      <p className="big num">{t({ ja: `${number(count)}人`, en: number(count) })}</p>
      <p className="quiet small">
        {t({
          ja: `お客様 ${number(everybody)}人のうち`,
          en: `of ${number(everybody)} customers`,
        })}
      </p>
      <Rows rows={rows} />
      {!reach && count > 0 && (
        <p className="quiet small">
          {t({
            ja: "チャネルごとの人数は、いま分かりません。",
            en: "How they can be reached can't be said at the moment.",
          })}
        </p>
      )}
    </>
  )
}

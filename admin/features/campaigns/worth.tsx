import { getLift } from "../../../server/capabilities/experiments/contract.ts"
import { MoneyText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, type Row, Rows, Section } from "../../../ui/layout.tsx"
import { Skeleton } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Reply } from "../../app/call.ts"
import { useCall } from "../../app/use-call.ts"
import { verdictStanding, waitWords } from "../../app/words/lift.ts"
import { channelName } from "../../../server/capabilities/messages/reason-words-rules.ts"

type Found = Reply<typeof getLift>
type Lift = Found["lifts"][number]

/** What it was worth: first against those who were kept apart, then what is put down to it, with the window said. */
export function Worth({ campaignId }: { campaignId: string }) {
  const lift = useCall(getLift, { kind: "campaign", id: campaignId })
  if (lift.error) return null
  if (!lift.data) return <Skeleton rows={3} />
  const { experiment, lifts, worth } = lift.data
  const revenue = lifts.find(({ metric }) => metric === "revenue") ?? lifts[0]
  return (
    <Columns split="6-6">
      <AgainstHoldout lift={revenue} isMeasured={experiment.holdoutBp > 0} />
      <PutDown worth={worth} />
    </Columns>
  )
}

function AgainstHoldout({ lift, isMeasured }: { lift: Lift | undefined; isMeasured: boolean }) {
  const t = useText()
  const [compared] = lift?.compared ?? []
  const { difference, low, high } = compared ?? {}
  const isTold =
    difference !== null &&
    difference !== undefined &&
    low !== null &&
    low !== undefined &&
    high !== null &&
    high !== undefined
  const weeks = compared?.verdict.weeks
  return (
    <Section
      title={{ ja: "送らなかった人とくらべて", en: "Against those kept apart" }}
      {...(lift?.windowDays && {
        scope: {
          ja: `割り当てから${lift.windowDays}日、ひとりあたり`,
          en: `Per person, ${lift.windowDays} days from being assigned`,
        },
      })}
    >
      {!isMeasured ? (
        <p className="quiet">
          {t({
            ja: "送らない人を残さなかったので、効果は測れません。",
            en: "Nobody was kept apart: what it was worth can't be seen.",
          })}
        </p>
      ) : isTold && lift ? (
        <>
          <p className="big">
            <MoneyText minor={Math.round(difference)} currency={lift.currency} />
          </p>
          <p className="quiet small">
            {t({ ja: "95% の区間: ", en: "95% interval: " })}
            <MoneyText minor={Math.round(low)} currency={lift.currency} />
            {t({ ja: " 〜 ", en: " to " })}
            <MoneyText minor={Math.round(high)} currency={lift.currency} />
          </p>
          {compared && (
            <p>
              {compared.verdict.kind === "gathering" ? (
                t(waitWords(compared.verdict))
              ) : (
                <Status {...verdictStanding(compared.verdict)} />
              )}
            </p>
          )}
        </>
      ) : (
        <p>
          {weeks
            ? t({
                ja: `まだ言えません。あと${weeks}週間ほど。`,
                en: `That can't be said yet: about ${weeks} weeks more.`,
              })
            : t({ ja: "まだ言えません。", en: "That can't be said yet." })}
        </p>
      )}
    </Section>
  )
}

function PutDown({ worth }: { worth: Found["worth"] }) {
  const t = useText()
  const { number } = useFormat()
  const { attributionDays, currency, channels } = worth
  const rows: Row[] = channels.map(({ channel, orders, revenue, costYen, returned }) => ({
    label: channelName(channel),
    under: t({
      ja: `${number(orders)}件・費用 ¥${number(Math.round(costYen))}${returned === null ? "" : `・1円あたり ${number(returned, 1)}円`}`,
      en: `${number(orders)} orders, cost ¥${number(Math.round(costYen))}${returned === null ? "" : `, ${number(returned, 1)} back for each yen`}`,
    }),
    value: <MoneyText minor={revenue} currency={currency} />,
  }))
  return (
    <Section
      title={{ ja: "このあと買われたもの", en: "Bought after it" }}
      scope={{
        ja: `届いてから${attributionDays}日以内の注文。効果とは限りません`,
        en: `Orders within ${attributionDays} days after it; no proof that it caused them`,
      }}
    >
      {rows.length > 0 ? (
        <Rows rows={rows} />
      ) : (
        <p className="quiet">{t({ ja: "まだありません。", en: "Nothing yet." })}</p>
      )}
    </Section>
  )
}

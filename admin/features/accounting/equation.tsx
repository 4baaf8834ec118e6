import type { ReactNode } from "react"
import { type getMonths, getRollForward } from "../../../server/capabilities/accounting/contract.ts"
import { NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { useCall } from "../../app/use-call.ts"
import { type MonthItem, monthWords, originWords } from "./words.ts"

type Tie = Reply<typeof getMonths>["tie"]
type Part = { readonly sign: string; readonly label: Text; readonly points: number; readonly under?: ReactNode }

/** Opening + issued − used − expired − taken back ± adjusted = closing, across the page. */
export function Equation({ month: { total, pending, month }, tie }: { month: MonthItem; tie: Tie }) {
  const t = useText()
  const { number } = useFormat()
  const parts: readonly Part[] = [
    { sign: "", label: { ja: "期首残高", en: "Opening" }, points: total.opening },
    { sign: "＋", label: { ja: "発行", en: "Issued" }, points: total.issued, under: <Origins month={month} /> },
    { sign: "−", label: { ja: "利用", en: "Used" }, points: total.redeemed },
    { sign: "−", label: { ja: "失効", en: "Expired" }, points: total.expired },
    { sign: "−", label: { ja: "取消", en: "Taken back" }, points: total.revoked },
    ...(total.adjusted === 0 ? [] : [{ sign: "＋", label: { ja: "調整", en: "Adjusted" }, points: total.adjusted }]),
    {
      sign: "＝",
      label: { ja: "残高", en: "Closing" },
      points: total.closing,
      under: (
        <>
          <Agreement tie={tie} />
          <br />
          {t({
            ja: `ほかに確定待ち ${number(pending.closing)}`,
            en: `${number(pending.closing)} more are pending`,
          })}
        </>
      ),
    },
  ]
  return (
    <Section title={monthWords(month)} scope={{ ja: "単位 ポイント", en: "in points" }} first>
      <dl className="equation">
        {parts.map(({ sign, label, points, under }) => (
          <div key={label.en}>
            <dt>
              {sign !== "" && <span className="sign">{sign}</span>}
              {t(label)}
            </dt>
            <dd>
              <NumberText value={points} />
            </dd>
            {under && <dd className="under">{under}</dd>}
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Out of what the points of a month were issued. */
function Origins({ month }: { month: string }) {
  const t = useText()
  const { number } = useFormat()
  const { data } = useCall(getRollForward, { from: `${month}-01`, until: lastDay(month) }, { keep: true })
  const issued = Map.groupBy(
    (data?.lines ?? []).filter(({ issued }) => issued !== 0),
    ({ origin }) => origin,
  )
  return [...issued].map(([origin, lines]) => (
    <span key={origin} className="part">
      {t(originWords[origin] ?? same(origin))} {number(lines.reduce((sum, line) => sum + line.issued, 0))}
    </span>
  ))
}

const lastDay = (month: string) => {
  const [year = 0, number = 1] = month.split("-").map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

function Agreement({ tie: { difference } }: { tie: Tie }) {
  return difference === 0 ? (
    <Status is="done" label={{ ja: "仕訳とロットの合計が一致（差 0）", en: "Journal and lots agree (difference 0)" }} />
  ) : (
    <Status
      is="failed"
      label={{ ja: `仕訳とロットが${difference}ポイント合いません`, en: `Journal and lots differ by ${difference}` }}
    />
  )
}

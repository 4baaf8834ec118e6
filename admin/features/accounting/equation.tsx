import type { ReactNode } from "react"
import { type getMonths, getRollForward } from "../../../server/capabilities/accounting/contract.ts"
import { NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { useCall } from "../../app/use-call.ts"
import { closing, lines, type MonthItem, monthWords, originWords } from "./words.ts"

type Tie = Reply<typeof getMonths>["tie"]
type Under = { readonly [K in keyof MonthItem["total"]]?: ReactNode }

/** Opening + issued − used − expired − taken back ± adjusted = closing, of one month. */
export function Equation({ month: { total, pending, month }, tie }: { month: MonthItem; tie: Tie }) {
  const t = useText()
  const { number } = useFormat()
  return (
    <Section title={monthWords(month)} scope={{ ja: "単位 ポイント", en: "in points" }} first>
      <Sums
        total={total}
        under={{
          issued: <Origins month={month} />,
          closing: (
            <>
              <Agreement tie={tie} />
              <br />
              {t({
                ja: `ほかに確定待ち ${number(pending.closing)}`,
                en: `${number(pending.closing)} more are pending`,
              })}
            </>
          ),
        }}
      />
    </Section>
  )
}

/** The sums of a span across the page, as an equation; nothing is said of an adjustment that was not. */
export function Sums({ total, under = {} }: { total: MonthItem["total"]; under?: Under }) {
  const t = useText()
  const shown = lines.filter(({ key }) => key !== "adjusted" || total.adjusted !== 0)
  return (
    <dl className="equation">
      {[...shown, { key: "closing" as const, sign: "＝", label: closing }].map(({ key, sign, label }) => (
        <div key={key}>
          <dt>
            {sign !== "" && <span className="sign">{sign}</span>}
            {t(label)}
          </dt>
          <dd>
            <NumberText value={total[key]} />
          </dd>
          {under[key] && <dd className="under">{under[key]}</dd>}
        </div>
      ))}
    </dl>
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

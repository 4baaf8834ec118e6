import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Say } from "./say.tsx"
import { type Part, type Programme, shortageOptions } from "./words.ts"

const expiryOptions = [
  { value: "months", label: { ja: "使えるようになってから", en: "after they become usable" } },
  { value: "sliding", label: { ja: "最後に貯めるか使うかしてから", en: "after the last earning or use" } },
  { value: "yearly", label: { ja: "毎年の決まった日", en: "on a day of each year" } },
  { value: "at", label: { ja: "決まった日", en: "on one day" } },
  { value: "never", label: { ja: "なし", en: "never" } },
] as const
const partialOptions = [
  { value: "cash_first", label: { ja: "お金から", en: "money first" } },
  { value: "pro_rata", label: { ja: "割合で", en: "in proportion" } },
] as const
const backOptions = [
  { value: "lost", label: { ja: "戻さない", en: "is lost" } },
  { value: "grace", label: { ja: "日数をおいて戻す", en: "comes back for some days" } },
] as const

/** How points end, and what happens with returns. */
export function ReturnsPart({ programme, change }: Part) {
  const { returnedExpired } = programme
  return (
    <Section title={{ ja: "期限と返品", en: "Expiry and returns" }}>
      <ExpirySay programme={programme} change={change} />
      <Say
        words={{
          ja: "返品があると、残った金額で数え直した差を取り消します。使われて足りない分は{shortage}。",
          en: "With a return, points are reckoned anew on what is kept; what has been spent already {shortage}.",
        }}
        slots={{
          shortage: (
            <Select
              value={programme.shortage}
              options={shortageOptions}
              short
              label={{ ja: "足りない分", en: "What is missing" }}
              onChange={(shortage) => change({ shortage })}
            />
          ),
        }}
      />
      <Say
        words={{
          ja: "ポイントも使った注文の一部返品は、{partial}返します。戻すポイントの期限が切れていたら{back}{days}。",
          en: "A part of an order that was paid with points, too, is given back {partial}. Of returned points what has expired {back}{days}.",
        }}
        slots={{
          partial: (
            <Select
              value={programme.partialReturn}
              options={partialOptions}
              short
              label={{ ja: "一部返品", en: "Partial returns" }}
              onChange={(partialReturn) => change({ partialReturn })}
            />
          ),
          back: (
            <Select
              value={returnedExpired === "lost" ? "lost" : "grace"}
              options={backOptions}
              short
              label={{ ja: "期限切れの分", en: "What has expired" }}
              onChange={(to) => change({ returnedExpired: to === "lost" ? "lost" : { graceDays: 30 } })}
            />
          ),
          days: returnedExpired !== "lost" && (
            <NumberInput
              value={returnedExpired.graceDays}
              unit={{ ja: "日", en: "days" }}
              label={{ ja: "戻す分の期限", en: "For how many days" }}
              onChange={(graceDays) => graceDays && change({ returnedExpired: { graceDays } })}
            />
          ),
        }}
      />
    </Section>
  )
}

type Kind = (typeof expiryOptions)[number]["value"]

const startOf = (kind: Kind): Programme["expiry"] => {
  switch (kind) {
    case "months":
    case "sliding":
      return { kind, months: 12 }
    case "yearly":
      return { kind, month: 3, day: 31 }
    case "at":
      return { kind, on: "2030-03-31" }
    case "never":
      return null
  }
}

function ExpirySay({ programme: { expiry }, change }: Part) {
  const kind: Kind = expiry?.kind ?? "never"
  const chooser = (
    <Select
      value={kind}
      options={expiryOptions}
      short
      label={{ ja: "有効期限", en: "Expiry" }}
      onChange={(to) => change({ expiry: startOf(to) })}
    />
  )
  if (expiry?.kind === "months" || expiry?.kind === "sliding")
    return (
      <Say
        words={{ ja: "有効期限は{kind}{months}か月。", en: "They expire {months} months {kind}." }}
        slots={{
          kind: chooser,
          months: (
            <NumberInput
              value={expiry.months}
              label={{ ja: "月数", en: "Months" }}
              onChange={(months) => months && change({ expiry: { ...expiry, months } })}
            />
          ),
        }}
      />
    )
  if (expiry?.kind === "yearly")
    return (
      <Say
        words={{ ja: "有効期限は{kind}：{month}月{day}日。", en: "They expire {kind}: month {month}, day {day}." }}
        slots={{
          kind: chooser,
          month: (
            <NumberInput
              value={expiry.month}
              label={{ ja: "月", en: "Month" }}
              onChange={(month) => month && change({ expiry: { ...expiry, month } })}
            />
          ),
          day: (
            <NumberInput
              value={expiry.day}
              label={{ ja: "日", en: "Day" }}
              onChange={(day) => day && change({ expiry: { ...expiry, day } })}
            />
          ),
        }}
      />
    )
  return (
    <Say
      words={{ ja: "有効期限は{kind}{on}。", en: "They expire {kind} {on}." }}
      slots={{
        kind: chooser,
        on: expiry?.kind === "at" && (
          <DateInput
            value={expiry.on}
            label={{ ja: "失効する日", en: "Day" }}
            onChange={(on) => on && change({ expiry: { ...expiry, on } })}
          />
        ),
      }}
    />
  )
}

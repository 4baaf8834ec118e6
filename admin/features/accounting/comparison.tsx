import { useState } from "react"
import { getComparison } from "../../../server/capabilities/accounting/contract.ts"
import { listExperiments } from "../../../server/capabilities/experiments/contract.ts"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import type { ArmItem } from "./words.ts"

/** Points against a coupon, by what each costs and who came back. */
export function Comparison() {
  const t = useText()
  const { money, percent } = useFormat()
  const [id, setId] = useState("")
  const splits = useCall(listExperiments, {}).data?.items.filter(({ kind }) => kind === "split") ?? []
  const found = useCall(getComparison, { kind: "split", id, windowDays: 90 }, { when: id !== "" })
  const currency = found.data?.currency ?? "JPY"
  const columns: Column<ArmItem>[] = [
    { key: "arm", head: { ja: "グループ", en: "Group" }, cell: ({ arm }) => arm },
    {
      key: "people",
      head: { ja: "人数", en: "People" },
      end: true,
      cell: ({ people }) => <NumberText value={people} />,
    },
    {
      key: "points",
      head: { ja: "ポイントの費用", en: "Cost of points" },
      end: true,
      cell: ({ pointsCost }) => money(pointsCost, currency),
    },
    {
      key: "given",
      head: { ja: "クーポンの割引", en: "Coupons took off" },
      end: true,
      cell: ({ given }) => money(given, currency),
    },
    {
      key: "each",
      head: { ja: "1人あたりの費用", en: "Cost for each" },
      end: true,
      cell: ({ costPerPerson }) => (costPerPerson === null ? "—" : money(Math.round(costPerPerson), currency)),
    },
    {
      key: "repeat",
      head: { ja: "再購入", en: "Came back" },
      end: true,
      cell: ({ repeatRate }) => (repeatRate === null ? "—" : <PercentText rate={repeatRate} />),
    },
    {
      key: "lift",
      head: { ja: "対照群との差（95%の幅）", en: "Against control (95 %)" },
      end: true,
      cell: ({ repeat }) =>
        !repeat || repeat.difference === null || repeat.low === null || repeat.high === null
          ? t({ ja: "まだ言えません", en: "too early to say" })
          : `${percent(repeat.difference)} (${percent(repeat.low)}〜${percent(repeat.high)})`,
    },
  ]
  return (
    <Section
      title={{ ja: "ポイントとクーポン、どちらがよいか", en: "Points or a coupon?" }}
      scope={{ ja: "分けたときから90日", en: "90 days from when each was assigned" }}
      beside={
        splits.length > 0 && (
          <Select
            short
            label={{ ja: "くらべる出し分け", en: "Which split" }}
            value={id}
            onChange={setId}
            options={splits.map((one) => ({ value: one.id, label: one.name ?? same(one.id) }))}
          />
        )
      }
    >
      {splits.length === 0 ? (
        <Empty
          title={{ ja: "くらべるものがありません", en: "Nothing to compare yet" }}
          why={{
            ja: "フローの出し分けで、片方にポイント、片方にクーポンを贈り、送らない人を残すと、ここで費用と再購入をくらべられます。",
            en: "Let a flow split people: points for some, a coupon for others, nothing for a few. Cost and repeat purchases are then compared here.",
          }}
        />
      ) : id === "" ? (
        <p className="quiet">{t({ ja: "出し分けを選んでください。", en: "Choose a split." })}</p>
      ) : (
        <Loaded of={found}>
          {({ arms, expectedUseBp }) => (
            <>
              <Table
                label={{ ja: "ポイントとクーポン", en: "Points and coupons" }}
                columns={columns}
                rows={arms}
                rowKey={({ arm }) => arm}
              />
              <Note>
                {t({
                  ja: `ポイントの費用は、発行したうち${expectedUseBp / 100}%が使われるとして数えます。`,
                  en: `Points cost what ${expectedUseBp / 100}% of those issued come to.`,
                })}
              </Note>
            </>
          )}
        </Loaded>
      )}
    </Section>
  )
}

import { getBaseDates } from "../../../server/capabilities/accounting/contract.ts"
import { DayText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"

type Item = Reply<typeof getBaseDates>["items"][number]

/** Points that were paid for, by the Payment Services Act; nothing to report where none are sold. */
export function BaseDates() {
  const t = useText()
  const found = useCall(getBaseDates, {})
  const columns: Column<Item>[] = [
    { key: "day", head: { ja: "基準日", en: "Base date" }, cell: ({ day }) => <DayText day={day} /> },
    {
      key: "issued",
      head: { ja: "半年の発行", en: "Issued in half a year" },
      end: true,
      cell: ({ issued }) => <NumberText value={issued} />,
    },
    {
      key: "redeemed",
      head: { ja: "利用", en: "Used" },
      end: true,
      cell: ({ redeemed }) => <NumberText value={redeemed} />,
    },
    {
      key: "unused",
      head: { ja: "未使用残高", en: "Unused" },
      end: true,
      cell: ({ unusedYen }) => <MoneyText minor={unusedYen} />,
    },
    {
      key: "deposit",
      head: { ja: "供託", en: "Deposit" },
      end: true,
      cell: ({ mustDeposit, deposit }) =>
        mustDeposit ? <MoneyText minor={deposit} /> : <Status is="none" label={{ ja: "不要", en: "None" }} />,
    },
  ]
  return (
    <Section
      title={{ ja: "基準日の報告（資金決済法）", en: "Base-date report (Payment Services Act)" }}
      scope={{ ja: "有償ポイントだけ", en: "points that were paid for only" }}
    >
      <Loaded of={found}>
        {({ items }) =>
          items.every(({ issued, unused }) => issued === 0 && unused === 0) ? (
            <p className="quiet">
              {t({
                ja: "有償ポイントはありません。報告するものはありません。",
                en: "No points were sold: there is nothing to report.",
              })}
            </p>
          ) : (
            <>
              <Table
                label={{ ja: "基準日の報告", en: "Base-date report" }}
                columns={columns}
                rows={items}
                rowKey={({ day }) => day}
              />
              <Note>
                {t({
                  ja: "3月末と9月末の未使用残高が1,000万円を超えると、半分以上の供託が必要です（発行から6か月以内に限り使えるものを除く）。専門家に確かめてください。",
                  en: "Above ¥10 million unused on 31 March or 30 September, half of it is to be deposited; what is usable for six months only is exempt. Ask counsel.",
                })}
              </Note>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

import type { z } from "zod"
import { listUnreadLabels } from "../../../server/capabilities/shipments/contract.ts"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { carrierWords } from "../../app/words/parcel.tsx"

type Label = z.output<typeof listUnreadLabels.reply>["items"][number]

/** What carriers said that no table holds: counted by wording, so that a new one is noticed on its first day. */
export function UnreadLabels() {
  const t = useText()
  const labels = useCall(listUnreadLabels, {})
  return (
    <Loaded of={labels}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={{ ja: "読めなかった文言はありません", en: "Every wording could be read" }}
            why={{
              ja: "直近30日の配送会社の記録は、すべて読めました。",
              en: "All carrier reports of the last 30 days were understood.",
            }}
          />
        ) : (
          <>
            <Table
              label={{ ja: "読めなかった文言", en: "Wordings that could not be read" }}
              columns={columns}
              rows={items}
              rowKey={(label) => `${label.carrier} ${label.rawText}`}
            />
            <p className="small quiet shipments-hint">
              {t({
                ja: "読めない文言では、荷物の状態を変えず、お届け済みにもしません。配送会社のページで意味を確かめてください。",
                en: "A wording that can't be read changes no state and never counts as delivered. Check its meaning on the carrier's page.",
              })}
            </p>
          </>
        )
      }
    </Loaded>
  )
}

const columns: readonly Column<Label>[] = [
  {
    key: "text",
    head: { ja: "配送会社の言葉", en: "In the carrier's words" },
    cell: (label) => `「${label.rawText}」`,
  },
  { key: "carrier", head: { ja: "配送会社", en: "Carrier" }, cell: (label) => <Name label={label} /> },
  { key: "first", head: { ja: "はじめて", en: "First" }, cell: (label) => <DateText at={label.firstAt} /> },
  { key: "last", head: { ja: "最後", en: "Last" }, cell: (label) => <DateText at={label.lastAt} /> },
  {
    key: "reports",
    head: { ja: "件数", en: "Reports" },
    end: true,
    cell: (label) => <NumberText value={label.reports} />,
  },
]

function Name({ label }: { label: Label }) {
  const t = useText()
  return t(label.carrier ? carrierWords(label.carrier) : { ja: "ショップ", en: "Shop" })
}

import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Table } from "../../../ui/table.tsx"
import { MultiplierDialog } from "./multiplier-dialog.tsx"
import { Say } from "./say.tsx"
import { freshKey, type Multiplier, type ListPart, stackingOptions, timesWords } from "./words.ts"

const blank = (key: string): Multiplier => ({
  key,
  name: { ja: "ポイント2倍", en: "Double points" },
  bonusBp: 10_000,
  from: null,
  until: null,
  segmentId: null,
  products: [],
  categories: [],
  channels: [],
  caps: { perOrder: null, perPerson: null, inAll: null },
  priority: 0,
  isOn: true,
})

/** Campaigns that multiply what purchases earn. */
export function MultipliersPart({ programme, change, openAt }: ListPart) {
  const t = useText()
  const [open, setOpen] = useState<Multiplier | null>(() => programme.multipliers[openAt ?? -1] ?? null)
  const { multipliers } = programme
  const keep = (one: Multiplier) => {
    const isNew = !multipliers.some(({ key }) => key === one.key)
    change({ multipliers: isNew ? [...multipliers, one] : multipliers.map((old) => (old.key === one.key ? one : old)) })
    setOpen(null)
  }
  return (
    <Section
      title={{ ja: "倍率キャンペーン", en: "Multipliers" }}
      beside={
        <Button
          look="text"
          label={{ ja: "足す", en: "Add" }}
          onClick={() => setOpen(blank(freshKey("double", multipliers)))}
        />
      }
    >
      <Say
        words={{
          ja: "ランク・キャンペーン・個別の上乗せが重なるときは、{stacking}。",
          en: "Rank, campaigns and bonuses of one's own {stacking}.",
        }}
        slots={{
          stacking: (
            <Select
              value={programme.stacking}
              options={stackingOptions}
              short
              label={{ ja: "重なり方", en: "How they combine" }}
              onChange={(stacking) => change({ stacking })}
            />
          ),
        }}
      />
      {multipliers.length === 0 ? (
        <p className="quiet">{t({ ja: "まだありません。", en: "None yet." })}</p>
      ) : (
        <Table
          label={{ ja: "倍率キャンペーン", en: "Multipliers" }}
          rows={multipliers}
          rowKey={({ key }) => key}
          onOpen={setOpen}
          columns={[
            { key: "name", head: { ja: "名前", en: "Name" }, cell: ({ name }) => t(name) },
            { key: "times", head: { ja: "倍率", en: "Rate" }, cell: ({ bonusBp }) => t(timesWords(bonusBp)) },
            {
              key: "time",
              head: { ja: "期間", en: "Time" },
              cell: ({ from, until }) => (
                <>
                  {from ? <DateText at={from} /> : t({ ja: "いま", en: "now" })} –{" "}
                  {until ? <DateText at={until} /> : t({ ja: "終わりなし", en: "no end" })}
                </>
              ),
            },
            {
              key: "on",
              head: { ja: "状態", en: "State" },
              cell: ({ isOn }) => (isOn ? t({ ja: "動かす", en: "On" }) : t({ ja: "休み", en: "Off" })),
            },
          ]}
        />
      )}
      {open && (
        <MultiplierDialog
          key={open.key}
          multiplier={open}
          onClose={() => setOpen(null)}
          onKeep={keep}
          onRemove={() => {
            change({ multipliers: multipliers.filter(({ key }) => key !== open.key) })
            setOpen(null)
          }}
        />
      )}
    </Section>
  )
}

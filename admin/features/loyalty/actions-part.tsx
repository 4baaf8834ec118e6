import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Table } from "../../../ui/table.tsx"
import { ActionDialog } from "./action-dialog.tsx"
import { type Action, factWords, freshKey, onceWords, type ListPart } from "./words.ts"

const blank = (key: string): Action => ({
  key,
  title: { ja: "口コミを書く", en: "Write a review" },
  points: 50,
  on: { kind: "act", act: "review" },
  once: "fact",
  caps: { perDay: null, perPerson: 500, inAll: null },
  proof: "staff",
  who: null,
  waitDays: 0,
  isShown: true,
  isOn: true,
})

/** What earns beside buying. */
export function ActionsPart({ programme, change, openAt }: ListPart) {
  const t = useText()
  const [open, setOpen] = useState<Action | null>(() => programme.actions[openAt ?? -1] ?? null)
  const { actions } = programme
  const keep = (one: Action) => {
    const isNew = !actions.some(({ key }) => key === one.key)
    change({ actions: isNew ? [...actions, one] : actions.map((old) => (old.key === one.key ? one : old)) })
    setOpen(null)
  }
  return (
    <Section
      title={{ ja: "アクションで付く", en: "Actions earn" }}
      beside={
        <Button
          look="text"
          label={{ ja: "足す", en: "Add" }}
          onClick={() => setOpen(blank(freshKey("action", actions)))}
        />
      }
    >
      {actions.length === 0 ? (
        <p className="quiet">{t({ ja: "まだありません。", en: "None yet." })}</p>
      ) : (
        <Table
          label={{ ja: "アクション", en: "Actions" }}
          rows={actions}
          rowKey={({ key }) => key}
          onOpen={setOpen}
          columns={[
            {
              key: "title",
              head: { ja: "アクション", en: "Action" },
              cell: ({ title, on }) => (
                <>
                  {t(title)}
                  <span className="under">{t(factWords(on))}</span>
                </>
              ),
            },
            {
              key: "points",
              head: { ja: "付く数", en: "Points" },
              end: true,
              cell: ({ points }) => <NumberText value={points} unit="pt" />,
            },
            { key: "once", head: { ja: "回数", en: "How often" }, cell: ({ once }) => t(onceWords[once]) },
            {
              key: "on",
              head: { ja: "状態", en: "State" },
              cell: ({ isOn }) => (isOn ? t({ ja: "動かす", en: "On" }) : t({ ja: "休み", en: "Off" })),
            },
          ]}
        />
      )}
      {open && (
        <ActionDialog
          key={open.key}
          action={open}
          onClose={() => setOpen(null)}
          onKeep={keep}
          onRemove={() => {
            change({ actions: actions.filter(({ key }) => key !== open.key) })
            setOpen(null)
          }}
        />
      )}
    </Section>
  )
}

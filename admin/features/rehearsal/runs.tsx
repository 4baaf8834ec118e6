import { useState } from "react"
import { listRuns, postRun } from "../../../server/capabilities/rehearsal/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"
import { type RunItem, runStanding } from "./words.ts"

/** Programmes that were played over the past. */
export function Runs() {
  const may = useMay()
  const list = useList(listRuns, { limit: 30 }, { everyMs: 5_000 })
  const [open, setOpen] = useState(false)
  const columns: Column<RunItem>[] = [
    { key: "name", head: { ja: "名前", en: "Name" }, cell: ({ name }) => name },
    { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...runStanding[state]} /> },
    {
      key: "people",
      head: { ja: "お客様", en: "People" },
      end: true,
      cell: ({ people }) => <NumberText value={people} />,
    },
    {
      key: "orders",
      head: { ja: "注文", en: "Orders" },
      end: true,
      cell: ({ orders }) => <NumberText value={orders} />,
    },
    { key: "at", head: { ja: "試した日", en: "When" }, cell: ({ createdAt }) => <DateText at={createdAt} /> },
    {
      key: "published",
      head: { ja: "公開", en: "Published" },
      cell: ({ publishedAt }) => (publishedAt ? <DateText at={publishedAt} only="date" /> : "—"),
    },
  ]
  return (
    <Page
      title={{ ja: "リハーサル", en: "Rehearsal" }}
      actions={
        may("loyalty:write") && (
          <>
            <Button label={{ ja: "下書きを試す", en: "Try the drafts" }} onClick={() => setOpen(true)} />
            <ButtonLink look="go" label={{ ja: "数字を変えて試す", en: "Try other numbers" }} to="/loyalty/start" />
          </>
        )
      }
    >
      <Section
        title={{ ja: "試した会員制度", en: "Programmes that were played" }}
        scope={{ ja: "新しい順", en: "newest first" }}
        first
      >
        <Loaded of={list}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "まだ試していません", en: "Nothing was played yet" }}
                why={{
                  ja: "会員制度を、過去の注文で公開の前に試せます。費用・負債・届く人が分かります。",
                  en: "A programme can be played over past orders before it starts: cost, liability, and whom it reaches.",
                }}
                action={
                  may("loyalty:write") && (
                    <ButtonLink label={{ ja: "数字を変えて試す", en: "Try other numbers" }} to="/loyalty/start" />
                  )
                }
              />
            ) : (
              <>
                <Table
                  label={{ ja: "リハーサル", en: "Rehearsals" }}
                  columns={columns}
                  rows={items}
                  rowKey={({ runId }) => runId}
                  to={({ runId }) => `/rehearsal/${runId}`}
                />
                <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              </>
            )
          }
        </Loaded>
      </Section>
      {open && <TryDrafts onClose={() => setOpen(false)} />}
    </Page>
  )
}

type Values = { name: string; days: number | null }
const wrongIn = ({ name, days }: Values) => ({
  name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Give it a name." } : undefined,
  days:
    days !== null && days >= 30 && days <= 1_095
      ? undefined
      : { ja: "30〜1,095日で入れてください。", en: "30 to 1,095 days." },
})

/** The drafts of programme and ranks as they stand, against what is live. */
function TryDrafts({ onClose }: { onClose: () => void }) {
  const way = useWay()
  const form = useForm<Values>({ name: "", days: 365 }, wrongIn)
  const begin = useAct(postRun, { done: ({ runId }) => way.go(`/rehearsal/${runId}`) })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "下書きを過去の注文で試す", en: "Play the drafts over past orders" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "試す", en: "Try" }}
            busy={begin.busy}
            onClick={() => form.submit(({ name, days }) => begin.run({ name: name.trim(), days: days ?? 365 }))}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        <Field label={{ ja: "さかのぼる日数", en: "Days back" }} error={form.errors.days}>
          <NumberInput {...form.input("days")} unit={{ ja: "日", en: "days" }} />
        </Field>
      </Fields>
    </Dialog>
  )
}

import { useState } from "react"
import { getSuggestion } from "../../../server/capabilities/rehearsal/contract.ts"
import { listRings, postRing } from "../../../server/capabilities/rehearsal/contract-rings.ts"
import { Button } from "../../../ui/button.tsx"
import { useNow } from "../../../ui/language.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ringStanding } from "./ring-words.ts"

type RingItem = Reply<typeof listRings>["items"][number]

/** Betas: a programme for a few chosen people, in a ledger of its own. */
export function Rings() {
  const may = useMay()
  const found = useCall(listRings, {})
  const [open, setOpen] = useState(false)
  const columns: Column<RingItem>[] = [
    { key: "name", head: { ja: "名前", en: "Name" }, cell: ({ name }) => name },
    { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...ringStanding[state]} /> },
    {
      key: "people",
      head: { ja: "参加者", en: "People" },
      end: true,
      cell: ({ people }) => <NumberText value={people} />,
    },
    {
      key: "starts",
      head: { ja: "始まり", en: "Began" },
      cell: ({ starts }) => (starts ? <DateText at={starts} only="date" /> : "—"),
    },
    { key: "ends", head: { ja: "終わり", en: "Ends" }, cell: ({ ends }) => <DateText at={ends} only="date" /> },
  ]
  const make = may("loyalty:write") && (
    <Button look="go" label={{ ja: "ベータを作る", en: "Make a ring" }} onClick={() => setOpen(true)} />
  )
  return (
    <Page title={{ ja: "ベータ", en: "Beta rings" }} actions={make}>
      <Section
        title={{ ja: "選んだお客様だけの会員制度", en: "A programme for a chosen few" }}
        scope={{ ja: "新しい順", en: "newest first" }}
        first
      >
        <Loaded of={found}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "まだありません", en: "None yet" }}
                why={{
                  ja: "お得意さまだけで先に試せます。ポイントは別の帳簿に記録し、本番に移すことも、なかったことにもできます。",
                  en: "Try it with your best customers first. Points are kept in a ledger of their own, which can be taken over or wiped.",
                }}
                action={
                  may("loyalty:write") && (
                    <Button label={{ ja: "ベータを作る", en: "Make a ring" }} onClick={() => setOpen(true)} />
                  )
                }
              />
            ) : (
              <Table
                label={{ ja: "ベータ", en: "Beta rings" }}
                columns={columns}
                rows={items}
                rowKey={({ ringId }) => ringId}
                to={({ ringId }) => `/rings/${ringId}`}
              />
            )
          }
        </Loaded>
      </Section>
      {open && <MakeRing onClose={() => setOpen(false)} />}
    </Page>
  )
}

type Values = { name: string; goal: string; ends: Date | null }
const wrongAt =
  (now: number) =>
  ({ name, ends }: Values) => ({
    name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Give it a name." } : undefined,
    ends:
      ends && ends.getTime() > now
        ? undefined
        : { ja: "これからの日時を選んでください。", en: "Choose a time to come." },
  })

function MakeRing({ onClose }: { onClose: () => void }) {
  const way = useWay()
  const now = useNow()
  const form = useForm<Values>({ name: "", goal: "", ends: null }, wrongAt(now))
  const suggested = useCall(getSuggestion, {})
  const make = useAct(postRing, { refresh: [listRings], done: ({ ringId }) => way.go(`/rings/${ringId}`) })
  const onMake = () =>
    form.submit(({ name, goal, ends }) => {
      const numbers = suggested.data?.numbers
      if (ends) make.run({ name: name.trim(), goal: goal.trim(), ends, ...(numbers ? { numbers } : {}) })
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "ベータを作る", en: "Make a ring" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "下書きを作る", en: "Make a draft" }} busy={make.busy} onClick={onMake} />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        <Field label={{ ja: "たしかめたいこと", en: "What it is to find out" }} optional>
          <TextArea {...form.input("goal")} rows={3} maxLength={500} />
        </Field>
        <Field label={{ ja: "終わり", en: "Ends" }} error={form.errors.ends} group>
          <MomentInput {...form.input("ends")} label={{ ja: "終わり", en: "Ends" }} />
        </Field>
      </Fields>
    </Dialog>
  )
}

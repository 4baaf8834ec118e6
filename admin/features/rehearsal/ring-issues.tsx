import { useState } from "react"
import { getRing, postRingIssue, putRingIssue } from "../../../server/capabilities/rehearsal/contract-rings.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { useAct } from "../../app/use-call.ts"
import { type IssueItem, type WholeRing, weightWords } from "./ring-words.ts"

/** What was found in a ring, and by which revision of its rules it was settled. */
export function RingIssues({ whole: { ring, issues }, may }: { whole: WholeRing; may: boolean }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const settle = useAct(putRingIssue, { refresh: [getRing] })
  const columns: Column<IssueItem>[] = [
    {
      key: "title",
      head: { ja: "課題", en: "Issue" },
      cell: ({ title, words }) => (
        <>
          {title}
          {words && <span className="under">{words}</span>}
        </>
      ),
    },
    { key: "weight", head: { ja: "重さ", en: "Weight" }, cell: ({ weight }) => t(weightWords[weight]) },
    {
      key: "found",
      head: { ja: "見つけた日", en: "Found" },
      cell: ({ foundAt, revision }) => (
        <>
          <DateText at={foundAt} only="date" />
          <span className="under">{t({ ja: `ルール第${revision}版`, en: `revision ${revision}` })}</span>
        </>
      ),
    },
    {
      key: "state",
      head: { ja: "状態", en: "State" },
      cell: ({ settledIn }) =>
        settledIn === null ? (
          <Status is="waiting" label={{ ja: "未解決", en: "Open" }} />
        ) : (
          <Status is="done" label={{ ja: `第${settledIn}版で解決`, en: `settled in revision ${settledIn}` }} />
        ),
    },
    ...(may
      ? [
          {
            key: "act",
            head: { ja: "操作", en: "Action" },
            cell: ({ issueId, settledIn }: IssueItem) => (
              <Button
                look="text"
                label={settledIn === null ? { ja: "解決した", en: "Settled" } : { ja: "戻す", en: "Take up again" }}
                onClick={() => settle.run({ ringId: ring.ringId, issueId, isSettled: settledIn === null })}
              />
            ),
          },
        ]
      : []),
  ]
  return (
    <Section
      title={{ ja: "見つかった課題", en: "Issues found" }}
      beside={
        may && <Button look="text" label={{ ja: "課題を書く", en: "Write one down" }} onClick={() => setOpen(true)} />
      }
    >
      {issues.length === 0 ? (
        <Empty
          title={{ ja: "まだありません", en: "None yet" }}
          why={{
            ja: "気づいたことを書きとめると、どの版で直したかが残ります。",
            en: "What is written down keeps by which revision it was mended.",
          }}
        />
      ) : (
        <Table label={{ ja: "課題", en: "Issues" }} columns={columns} rows={issues} rowKey={({ issueId }) => issueId} />
      )}
      {open && <IssueDialog ringId={ring.ringId} onClose={() => setOpen(false)} />}
    </Section>
  )
}

type Values = { title: string; words: string; weight: IssueItem["weight"] }
const wrongIn = ({ title }: Values) => ({
  title: title.trim() === "" ? { ja: "課題を書いてください。", en: "Say what it is." } : undefined,
})

function IssueDialog({ ringId, onClose }: { ringId: string; onClose: () => void }) {
  const form = useForm<Values>({ title: "", words: "", weight: "hurts" }, wrongIn)
  const save = useAct(postRingIssue, { refresh: [getRing], done: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "課題を書く", en: "Write down an issue" }}
      actions={
        <Button
          look="go"
          label={{ ja: "書きとめる", en: "Write it down" }}
          busy={save.busy}
          onClick={() => form.submit((values) => save.run({ ringId, ...values, title: values.title.trim() }))}
        />
      }
    >
      <Fields>
        <Field label={{ ja: "課題", en: "Issue" }} error={form.errors.title}>
          <TextInput {...form.input("title")} maxLength={200} />
        </Field>
        <Field label={{ ja: "くわしく", en: "In detail" }} optional>
          <TextArea {...form.input("words")} maxLength={4_000} />
        </Field>
        <Field label={{ ja: "重さ", en: "Weight" }}>
          <Select
            {...form.input("weight")}
            options={(["blocks", "hurts", "small"] as const).map((value) => ({ value, label: weightWords[value] }))}
          />
        </Field>
      </Fields>
    </Dialog>
  )
}

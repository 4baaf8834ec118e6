import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import {
  deleteRingPerson,
  getRing,
  postRingFeedback,
  postRingPeople,
} from "../../../server/capabilities/rehearsal/contract-rings.ts"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { NumberInput, SearchField, Select, TextArea } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { nameOf } from "../../app/words/person.ts"
import type { PersonItem, WholeRing } from "./ring-words.ts"

/** Who is in a ring, what each has there, and what they said. */
export function RingPeople({ whole, may }: { whole: WholeRing; may: boolean }) {
  const t = useText()
  const { ring, people } = whole
  const names = useCustomerNames(people.map(({ customerId }) => customerId))
  const [asking, setAsking] = useState<PersonItem>()
  const remove = useAct(deleteRingPerson, { refresh: [getRing] })
  const isOpen = ring.state === "draft" || ring.state === "running"
  const columns: Column<PersonItem>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => (
        <Link to={`/customers/${customerId}`}>
          {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
        </Link>
      ),
    },
    {
      key: "available",
      head: { ja: "使える", en: "Usable" },
      end: true,
      cell: ({ available }) => <NumberText value={available} unit="pt" />,
    },
    {
      key: "pending",
      head: { ja: "確定待ち", en: "Pending" },
      end: true,
      cell: ({ pending }) => <NumberText value={pending} unit="pt" />,
    },
    {
      key: "said",
      head: { ja: "声", en: "Feedback" },
      cell: ({ score, words }) => (score === null ? "—" : `${score}/10 ${words ?? ""}`),
    },
    ...(may && ring.state !== "committed"
      ? [
          {
            key: "act",
            head: { ja: "操作", en: "Action" },
            cell: (person: PersonItem) =>
              ring.state === "draft" ? (
                <Button
                  look="text"
                  label={{ ja: "外す", en: "Take out" }}
                  onClick={() => remove.run({ ringId: ring.ringId, customerId: person.customerId })}
                />
              ) : (
                <Button look="text" label={{ ja: "声を記録", en: "Note feedback" }} onClick={() => setAsking(person)} />
              ),
          },
        ]
      : []),
  ]
  return (
    <Section
      title={{ ja: "参加者", en: "People" }}
      scope={{ ja: `${people.length}人（${whole.most}人まで）`, en: `${people.length} of up to ${whole.most}` }}
    >
      {may && isOpen && <Choose ringId={ring.ringId} />}
      {people.length === 0 ? (
        <Empty
          title={{ ja: "だれもいません", en: "Nobody" }}
          why={
            ring.state === "wiped"
              ? { ja: "一覧は消しました。", en: "The list was erased." }
              : {
                  ja: "お客様を選ぶか、セグメントから加えてください。",
                  en: "Choose customers, or take those of a segment.",
                }
          }
        />
      ) : (
        <Table
          label={{ ja: "参加者", en: "People" }}
          columns={columns}
          rows={people}
          rowKey={({ customerId }) => customerId}
        />
      )}
      {asking && <FeedbackDialog ringId={ring.ringId} person={asking} onClose={() => setAsking(undefined)} />}
    </Section>
  )
}

function Choose({ ringId }: { ringId: string }) {
  const may = useMay()
  const [query, setQuery] = useState("")
  const found = useCall(listCustomers, { query, limit: 5 }, { when: query.trim() !== "", keep: true })
  const segments = useCall(listSegments, {}, { when: may("segments:read") }).data?.items ?? []
  const add = useAct(postRingPeople, { refresh: [getRing], done: () => setQuery("") })
  return (
    <Fields two>
      <Field label={{ ja: "お客様を選ぶ", en: "Choose a customer" }}>
        <SearchField
          value={query}
          onChange={setQuery}
          label={{ ja: "お客様を選ぶ", en: "Choose a customer" }}
          example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
        />
        {query.trim() !== "" &&
          found.data?.items.map((customer) => (
            <p key={customer.customerId}>
              <Button
                look="text"
                label={nameOf(customer)}
                busy={add.busy}
                onClick={() => add.run({ ringId, customerIds: [customer.customerId] })}
              />
            </p>
          ))}
      </Field>
      <Field label={{ ja: "セグメントから加える", en: "Take those of a segment" }}>
        <Select
          value=""
          onChange={(segmentId) => add.run({ ringId, segmentId })}
          options={segments.map(({ segmentId, name }) => ({ value: segmentId, label: name }))}
        />
      </Field>
    </Fields>
  )
}

function FeedbackDialog({ ringId, person, onClose }: { ringId: string; person: PersonItem; onClose: () => void }) {
  const [score, setScore] = useState<number | null>(person.score)
  const [words, setWords] = useState(person.words ?? "")
  const save = useAct(postRingFeedback, { refresh: [getRing], done: onClose })
  const isRight = score !== null && score >= 0 && score <= 10
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "参加者の声", en: "Feedback" }}
      actions={
        <Button
          look="go"
          label={{ ja: "記録する", en: "Note it" }}
          busy={save.busy}
          dimmed={!isRight}
          onClick={() => isRight && save.run({ ringId, customerId: person.customerId, score: score ?? 0, words })}
        />
      }
    >
      <Fields>
        <Field label={{ ja: "すすめたい度合い（0〜10）", en: "Would recommend it, 0 to 10" }}>
          <NumberInput value={score} onChange={setScore} />
        </Field>
        <Field label={{ ja: "言葉", en: "In her words" }} optional>
          <TextArea value={words} onChange={setWords} maxLength={2_000} />
        </Field>
      </Fields>
    </Dialog>
  )
}

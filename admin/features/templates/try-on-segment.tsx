import { useState } from "react"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { checkTemplateAudience } from "../../../server/capabilities/templates/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { writtenOf } from "./edited-letter.ts"
import type { LetterDraft } from "./use-letter-draft.ts"
import { channelWords } from "./words.ts"

type Result = Reply<typeof checkTemplateAudience>

/** The letter tried on people of a segment: for how many something is missing. */
export function TryOnSegment({ templateId, draft }: { templateId: string; draft: LetterDraft }) {
  const may = useMay()
  const [segmentId, setSegmentId] = useState("")
  const segments = useCall(listSegments, { state: "live" }, { when: may("segments:read") })
  const check = useAct(checkTemplateAudience, { refresh: [] })
  if (!may("segments:read")) return null
  return (
    <Section title={{ ja: "セグメントで確かめる", en: "Try it on a segment" }}>
      <div className="templates-gap">
        <Field
          label={{ ja: "だれに送るつもりか", en: "Who it is meant for" }}
          hint={{
            ja: "多くて60人の実際の内容で、書けるかどうかを数えます。",
            en: "Counts on up to 60 real people whether it can be written.",
          }}
        >
          <Select
            short
            value={segmentId}
            onChange={setSegmentId}
            options={(segments.data?.items ?? []).map((one) => ({ value: one.segmentId, label: one.name }))}
          />
        </Field>
        <Button
          label={{ ja: "確かめる", en: "Try it" }}
          busy={check.busy}
          dimmed={segmentId === "" || !draft.isWhole}
          onClick={() => check.run({ templateId, segmentId, document: writtenOf(draft.letter) })}
        />
        {check.reply && <Outcome result={check.reply} />}
      </div>
    </Section>
  )
}

function Outcome({ result: { people, troubles, nameless } }: { result: Result }) {
  const t = useText()
  const share = (count: number) => Math.round((count / Math.max(people, 1)) * 100)
  if (people === 0)
    return (
      <p className="small quiet templates-gap">
        {t({ ja: "このセグメントにはいま、だれもいません。", en: "Nobody is in this segment now." })}
      </p>
    )
  return (
    <ul className="rows small">
      {troubles.length === 0 && (
        <li>
          <Status is="done" label={{ ja: `${people}人全員に書けます`, en: `It can be written for all ${people}` }} />
        </li>
      )}
      {troubles.map(({ channel, missing, people: count }) => (
        <li key={`${channel} ${missing}`}>
          <span>
            <Status is="failed" label={{ ja: `${share(count)}%の方に書けません`, en: `Not for ${share(count)}%` }} />
            <span className="under">
              {t({
                ja: `${channelWords[channel].ja}：「${missing}」がありません。default を付けるか、条件で囲んでください。`,
                en: `${channelWords[channel].en}: “${missing}” is missing. Give it a default or put it under a condition.`,
              })}
            </span>
          </span>
        </li>
      ))}
      {nameless > 0 && (
        <li>
          <Status
            is="waiting"
            label={{
              ja: `${share(nameless)}%の方はお名前が分かりません（「お客さま」と出ます）`,
              en: `${share(nameless)}% have no name: “Dear customer”`,
            }}
          />
        </li>
      )}
    </ul>
  )
}

import { useState } from "react"
import { whyLetter } from "../../../server/capabilities/messages/contract.ts"
import { channelName } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { listTemplates } from "../../../server/capabilities/templates/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat, useNow, useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { type Why, WhyLines } from "../../app/why-lines.tsx"

type Template = Reply<typeof listTemplates>["items"][number]

/** Whether a letter would reach this person at some moment, and why not: also for what she was never in line for (X03). */
export function WhyNot({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const templates = useCall(listTemplates, { state: "open" })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "送ったら届くか", en: "Would it arrive?" }}
      actions={<Button label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />}
    >
      <Loaded
        of={templates}
        what={{ ja: "テンプレートを読み込めませんでした", en: "The templates could not be loaded" }}
      >
        {({ items }) => (
          <Asking customerId={customerId} templates={items.filter(({ liveVersion }) => liveVersion > 0)} />
        )}
      </Loaded>
    </Dialog>
  )
}

function Asking({ customerId, templates }: { customerId: string; templates: readonly Template[] }) {
  const t = useText()
  const [templateId, setTemplateId] = useState("")
  const now = useNow()
  const [at, setAt] = useState<Date | null>(() => new Date(now))
  const [why, setWhy] = useState<Why>()
  const ask = useAct(whyLetter, { done: setWhy })
  if (templates.length === 0)
    return (
      <p>
        {t({
          ja: "公開したテンプレートがまだありません。テンプレートを公開すると、ここで調べられます。",
          en: "No template is published yet. Publish one, then ask here.",
        })}
      </p>
    )
  const look = (id: string, at: Date | null) => {
    setTemplateId(id)
    setAt(at)
    const chosen = templates.find((template) => template.templateId === id)
    if (!chosen || !at) return
    const { liveVersion: version, intent, topic } = chosen
    ask.run({ customerId, templateId: id, version, intent, at: at.toISOString(), ...(topic ? { topic } : {}) })
  }
  return (
    <>
      <Fields>
        <Field label={{ ja: "どのお便りか", en: "Which letter" }}>
          <Select
            value={templateId}
            onChange={(id) => look(id, at)}
            options={[
              { value: "", label: { ja: "選んでください", en: "Choose one" } },
              ...templates.map(({ templateId: value, name }) => ({ value, label: name })),
            ]}
          />
        </Field>
        <Field label={{ ja: "いつ送ったら", en: "Sent at" }} group>
          <MomentInput value={at} onChange={(moment) => look(templateId, moment)} />
        </Field>
      </Fields>
      <div aria-live="polite">{why && <Answer why={why} />}</div>
    </>
  )
}

function Answer({ why }: { why: Why }) {
  const t = useText()
  const { moment } = useFormat()
  const by = why.channel === null ? undefined : channelName(why.channel)
  const said: Text =
    why.kind === "send"
      ? { ja: `届きます（${by?.ja ?? ""}）`, en: `It would go, by ${by?.en ?? ""}` }
      : why.kind === "defer"
        ? {
            ja: why.nextAt ? `${moment(why.nextAt)} まで待ちます` : "待ちます",
            en: why.nextAt ? `It would wait until ${moment(why.nextAt)}` : "It would wait",
          }
        : { ja: "送りません", en: "It would not go" }
  return (
    <>
      <p className="customer-gap">
        <Status is={why.kind === "send" ? "done" : why.kind === "defer" ? "waiting" : "none"} label={said} />
        {why.reason && ` ${t(why.reason)}`}
      </p>
      <WhyLines why={why} />
    </>
  )
}

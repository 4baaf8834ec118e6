import { useState } from "react"
import { listMessages, previewForMessage, previewTemplate } from "../../../server/capabilities/messages/contract.ts"
import { CodeBlock } from "../../../ui/copy.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { same } from "../../../ui/text.ts"
import { FailedCall, Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { type EditedDocument, mistakesIn, written } from "./edited-document.ts"
import { Findings } from "../../app/blocks/findings.tsx"
import { MailFrame } from "../../app/blocks/mail-frame.tsx"
import { InboxRow, MailHead } from "../../app/blocks/mail-head.tsx"
import type { WholeTemplate } from "./whole-template.ts"
import type { Draft } from "./use-draft.ts"
import { useSettled } from "../../app/use-settled.ts"

const devices = [
  { key: "phone", label: { ja: "スマホ", en: "Phone" } },
  { key: "desk", label: { ja: "パソコン", en: "Desk" } },
  { key: "text", label: { ja: "文字だけ", en: "Text" } },
] as const
const readers = [
  { key: "yes", label: { ja: "お便りに同意した方", en: "Agreed to letters" } },
  { key: "no", label: { ja: "そのほかの方", en: "Everyone else" } },
] as const
const themes = [
  { key: "light", label: { ja: "昼", en: "Light" } },
  { key: "dark", label: { ja: "夜", en: "Dark" } },
] as const

type Props = { template: WholeTemplate; draft: Draft; onBlock: (index: number) => void }

/** The mail as its reader will see it, with invented or real facts, and what a careful colleague would say. */
export function Preview({ template, draft, onBlock }: Props) {
  const [device, setDevice] = useState<(typeof devices)[number]["key"]>("phone")
  const [theme, setTheme] = useState<"light" | "dark">("light")
  const [person, setPerson] = useState(`sample:${template.samples[0] ?? ""}`)
  const document = useLastWhole(useSettled(draft.document, 400))
  const [agreed, setAgreed] = useState<"yes" | "no">("yes")
  const preview = usePreview(template, document, person, agreed === "yes")
  return (
    <div className="template-preview">
      <Section
        title={{ ja: "見え方", en: "Preview" }}
        beside={<Facts template={template} value={person} onChange={setPerson} />}
      >
        <div className="template-preview-tools">
          <Segments label={{ ja: "画面", en: "Screen" }} options={devices} value={device} onChange={setDevice} />
          {device !== "text" && (
            <Segments
              label={{ ja: "明るさ", en: "Light or dark" }}
              options={themes}
              value={theme}
              onChange={setTheme}
            />
          )}
        </div>
        {preview.error ? (
          <FailedCall error={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <Loaded of={preview}>
            {({ rendering, findings }) => (
              <>
                <Findings findings={findings} blocks={draft.document.blocks} onBlock={onBlock} />
                {rendering && (
                  <>
                    <MailHead
                      subject={rendering.subject}
                      rows={[
                        { label: { ja: "差出人", en: "From" }, value: rendering.fromName },
                        { label: { ja: "一覧に出る文", en: "Preheader" }, value: rendering.preheader },
                      ]}
                    />
                    {device === "phone" && <InboxRow from={rendering.fromName} {...rendering.inbox} />}
                    {rendering.asksConsent && (
                      <Segments
                        label={{ ja: "だれが見るか", en: "Who sees it" }}
                        options={readers}
                        value={agreed}
                        onChange={setAgreed}
                      />
                    )}
                    {device === "text" ? (
                      <CodeBlock text={rendering.text} label={devices[2].label} />
                    ) : (
                      <MailFrame
                        html={rendering.html}
                        theme={theme}
                        {...(device === "phone" ? { width: 375 } : { width: 720, scale: 0.74 })}
                        label={{ ja: "メールの見え方", en: "Preview of the mail" }}
                      />
                    )}
                  </>
                )}
              </>
            )}
          </Loaded>
        )}
      </Section>
    </div>
  )
}

/** While something is missing the last whole document stays in view. */
function useLastWhole(document: EditedDocument): EditedDocument {
  const [last, setLast] = useState(document)
  if (last !== document && mistakesIn(document).size === 0) setLast(document)
  return last
}

function usePreview(template: WholeTemplate, edited: EditedDocument, person: string, withConsent: boolean) {
  const { kind, language } = template
  const document = written(edited)
  const [source = "", id = ""] = person.split(":")
  const isReal = source === "message"
  const sampled = useCall(
    previewTemplate,
    { kind, language, document, withConsent, ...(!isReal && id && { sample: id }) },
    { keep: true, when: !isReal },
  )
  const real = useCall(
    previewForMessage,
    { kind, language, document, withConsent, messageId: id },
    { keep: true, when: isReal },
  )
  return isReal ? real : sampled
}

const sampleNames: Record<string, { ja: string; en: string }> = {
  sample: { ja: "見本のお客様", en: "Sample customer" },
  bare: { ja: "見本：分かることが少ない", en: "Sample: little is known" },
  store: { ja: "見本：店舗で買った", en: "Sample: bought in a store" },
  dressed: { ja: "見本：読みもの付き", en: "Sample: with content" },
}

/** Whose facts fill the mail: an invented customer's, or those of a message that was really sent. */
function Facts(props: { template: WholeTemplate; value: string; onChange: (value: string) => void }) {
  const may = useMay()
  const { moment } = useFormat()
  const { kind, language, samples } = props.template
  const recent = useCall(listMessages, { kind, limit: 20 }, { when: may("customers:personal") })
  // What Maido has not tried to send itself came without its facts.
  const sent = (recent.data?.items ?? []).filter(
    (message) => message.language === language && !message.isTest && message.attempts > 0,
  )
  const names = useCustomerNames(sent.map(({ customerId }) => customerId))
  const nameOf = (customerId: string | null) => (customerId === null ? undefined : names?.get(customerId))
  return (
    <Select
      short
      label={{ ja: "だれに見立てるか", en: "As whom" }}
      value={props.value}
      onChange={props.onChange}
      options={[
        ...samples.map((name) => ({ value: `sample:${name}`, label: sampleNames[name] ?? same(name) })),
        ...sent.map(({ messageId, customerId, plannedAt }) => {
          const name = nameOf(customerId)
          return {
            value: `message:${messageId}`,
            label: name
              ? { ja: `${name} 様（${moment(plannedAt)}）`, en: `${name} (${moment(plannedAt)})` }
              : { ja: `${moment(plannedAt)} のお客様`, en: `Customer of ${moment(plannedAt)}` },
          }
        }),
      ]}
    />
  )
}

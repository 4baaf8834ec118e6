import { useState } from "react"
import { previewForCustomer, previewTemplate } from "../../../server/capabilities/templates/contract.ts"
import type { LetterChannel } from "../../../server/capabilities/templates/model.ts"
import { CodeBlock } from "../../../ui/copy.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import type { Language } from "../../../ui/text.ts"
import { Findings } from "../../app/blocks/findings.tsx"
import { MailFrame } from "../../app/blocks/mail-frame.tsx"
import { InboxRow, MailHead } from "../../app/blocks/mail-head.tsx"
import type { Reply } from "../../app/call.ts"
import { LineView } from "../../app/line-view.tsx"
import { FailedCall, Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"
import { AsWhom, type Reader } from "./as-whom.tsx"
import { type EditedLetter, isWhole, writtenOf } from "./edited-letter.ts"
import { Spam } from "./spam.tsx"
import type { LetterDraft } from "./use-letter-draft.ts"

type Preview = Reply<typeof previewTemplate>
type Rendering = NonNullable<Preview["rendering"]>

const devices = [
  { key: "phone", label: { ja: "スマートフォン", en: "Phone" } },
  { key: "desktop", label: { ja: "パソコン", en: "Desktop" } },
  { key: "text", label: { ja: "文字だけ", en: "Text" } },
] as const
const themes = [
  { key: "light", label: { ja: "明るい", en: "Light" } },
  { key: "dark", label: { ja: "暗い", en: "Dark" } },
] as const
const readers = [
  { key: "yes", label: { ja: "お便りに同意した方", en: "Agreed to letters" } },
  { key: "no", label: { ja: "そのほかの方", en: "Everyone else" } },
] as const

type Props = {
  templateId: string
  draft: LetterDraft
  language: Language
  channel: LetterChannel
  onBlock: (index: number) => void
}

/** The letter as its reader sees it, and what a careful colleague would say about it. */
export function LetterPreview({ templateId, draft, language, channel, onBlock }: Props) {
  const [person, setPerson] = useState<Reader>({ kind: "sample", name: "sample" })
  const [agreed, setAgreed] = useState<"yes" | "no">("yes")
  const letter = useLastWhole(useSettled(draft.letter, 400))
  const seen = { templateId, language, channel, withConsent: agreed === "yes", document: writtenOf(letter) }
  const preview = usePreview(seen, person)
  const blocks = draft.letter[language]?.blocks ?? []
  return (
    <div className="template-preview">
      <Section title={{ ja: "見え方", en: "Preview" }} beside={<AsWhom value={person} onChange={setPerson} />}>
        {preview.error ? (
          <FailedCall error={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <Loaded of={preview}>
            {({ rendering, findings, spam }) => (
              <>
                <Findings findings={findings} blocks={blocks} onBlock={onBlock} />
                {spam && <Spam score={spam} />}
                {rendering?.mail?.asksConsent && (
                  <Segments
                    label={{ ja: "だれが見るか", en: "Who sees it" }}
                    options={readers}
                    value={agreed}
                    onChange={setAgreed}
                  />
                )}
                {rendering && <Shown rendering={rendering} />}
              </>
            )}
          </Loaded>
        )}
      </Section>
    </div>
  )
}

/** While something is missing the last whole letter stays in view. */
function useLastWhole(letter: EditedLetter): EditedLetter {
  const [last, setLast] = useState(letter)
  if (last !== letter && isWhole(letter)) setLast(letter)
  return last
}

type Seen = {
  templateId: string
  language: Language
  channel: LetterChannel
  withConsent: boolean
  document: unknown
}

function usePreview(seen: Seen, person: Reader) {
  const isReal = person.kind === "customer"
  const sampled = useCall(
    previewTemplate,
    { ...seen, ...(person.kind === "sample" && { sample: person.name }) },
    { keep: true, when: !isReal },
  )
  const real = useCall(
    previewForCustomer,
    { ...seen, customerId: isReal ? person.customerId : "" },
    { keep: true, when: isReal },
  )
  return isReal ? real : sampled
}

function Shown({ rendering: { mail, line, sms, push } }: { rendering: Rendering }) {
  const t = useText()
  if (mail) return <MailShown mail={mail} />
  if (line) return <LineView messages={line.messages} label={{ ja: "LINEでの見え方", en: "Preview in LINE" }} />
  if (sms)
    return (
      <div className="templates-phone" role="group" aria-label={t({ ja: "SMSの見え方", en: "Preview of the SMS" })}>
        <p className="templates-sms">{sms.text}</p>
      </div>
    )
  if (push)
    return (
      <div className="templates-phone" role="group" aria-label={t({ ja: "通知の見え方", en: "Preview of the notice" })}>
        <div className="templates-push">
          <b>{push.title}</b>
          <span>{push.text}</span>
          <span className="quiet small">{push.to}</span>
        </div>
      </div>
    )
  return null
}

function MailShown({ mail }: { mail: NonNullable<Rendering["mail"]> }) {
  const [device, setDevice] = useState<(typeof devices)[number]["key"]>("phone")
  const [theme, setTheme] = useState<"light" | "dark">("light")
  return (
    <>
      <div className="template-preview-tools">
        <Segments label={{ ja: "画面", en: "Screen" }} options={devices} value={device} onChange={setDevice} />
        {device !== "text" && (
          <Segments label={{ ja: "明るさ", en: "Light or dark" }} options={themes} value={theme} onChange={setTheme} />
        )}
      </div>
      <MailHead
        subject={mail.subject}
        rows={[
          { label: { ja: "差出人", en: "From" }, value: mail.fromName },
          { label: { ja: "一覧に出る文", en: "Preheader" }, value: mail.preheader },
        ]}
      />
      {device === "phone" && <InboxRow from={mail.fromName} {...mail.inbox} />}
      {device === "text" ? (
        <CodeBlock text={mail.text} label={devices[2].label} />
      ) : (
        <MailFrame
          html={mail.html}
          theme={theme}
          {...(device === "phone" ? { width: 375 } : { width: 720, scale: 0.74 })}
          label={{ ja: "メールの見え方", en: "Preview of the mail" }}
        />
      )}
    </>
  )
}

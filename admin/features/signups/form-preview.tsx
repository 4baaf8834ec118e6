import { useState } from "react"
import { postSignupPreview } from "../../../server/capabilities/signups/contract.ts"
import { FormDocument } from "../../../server/capabilities/signups/model.ts"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { FailedCall } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "./use-settled.ts"

const devices = [
  { key: "phone", label: { ja: "スマホ", en: "Phone" } },
  { key: "desk", label: { ja: "パソコン", en: "Desk" } },
] as const
const languages = [
  { key: "ja", label: { ja: "日本語", en: "Japanese" } },
  { key: "en", label: { ja: "英語", en: "English" } },
] as const
const moments = [
  { key: "asking", label: { ja: "登録の前", en: "Asking" } },
  { key: "thanks", label: { ja: "登録のあと", en: "Thanks" } },
] as const

/** The form as its reader sees it: drawn by what draws it in the shop. */
export function FormPreview({ formId, document }: { formId: string; document: FormDocument }) {
  const t = useText()
  const [device, setDevice] = useState<"phone" | "desk">("phone")
  const [language, setLanguage] = useState<"ja" | "en">("ja")
  const [moment, setMoment] = useState<"asking" | "thanks">("asking")
  const whole = useLastWhole(useSettled(document, 300))
  const preview = useCall(postSignupPreview, { formId, document: whole, language, moment }, { keep: true })
  const html = useLastKnown(preview.data?.html)
  return (
    <Section title={{ ja: "見え方", en: "Preview" }}>
      <div className="signup-preview-tools">
        <Segments label={{ ja: "画面", en: "Screen" }} options={devices} value={device} onChange={setDevice} />
        <Segments
          label={{ ja: "ことば", en: "Language" }}
          options={languages}
          value={language}
          onChange={setLanguage}
        />
        <Segments label={{ ja: "場面", en: "Moment" }} options={moments} value={moment} onChange={setMoment} />
      </div>
      {preview.error && (
        <FailedCall
          error={preview.error}
          busy={preview.isFetching}
          onRetry={() => void preview.refetch()}
          what={{ ja: "いまの内容を映せませんでした", en: "What you wrote could not be shown" }}
        />
      )}
      {html !== undefined && (
        <div className="signup-preview">
          <iframe
            sandbox=""
            className={device}
            srcDoc={html}
            title={t({ ja: "フォームの見え方", en: "Preview of the form" })}
          />
        </div>
      )}
    </Section>
  )
}

/** What could be drawn last stays in view while the next is drawn, and when that fails. */
function useLastKnown(html: string | undefined): string | undefined {
  const [last, setLast] = useState(html)
  if (html !== undefined && last !== html) setLast(html)
  return html ?? last
}

/** While something is missing the last whole document stays in view. */
function useLastWhole(document: FormDocument): FormDocument {
  const [last, setLast] = useState(document)
  if (last !== document && FormDocument.safeParse(document).success) setLast(document)
  return last
}

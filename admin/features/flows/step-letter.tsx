import { useState } from "react"
import { getTemplateVersion } from "../../../server/capabilities/templates/contract.ts"
import { channels, type LetterChannel } from "../../../server/capabilities/templates/model.ts"
import { Button } from "../../../ui/button.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Segments } from "../../../ui/nav.tsx"
import type { Language } from "../../../ui/text.ts"
import { AsWhom, type Reader } from "../../app/letters/as-whom.tsx"
import { ShownLetter } from "../../app/letters/shown-letter.tsx"
import { useLetterPreview } from "../../app/letters/use-letter-preview.ts"
import type { Reply } from "../../app/call.ts"
import { FailedCall, Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { channelName } from "./words.ts"

type Template = { readonly templateId: string; readonly version: number | null }
type Version = Reply<typeof getTemplateVersion>

/** The words of a message step as somebody would get them, in the version that the step sends. */
export function StepLetter({ template }: { template: Template | null }) {
  const [isOpen, setOpen] = useState(false)
  if (!template || template.version === null) return null
  return (
    <div className="flow-letter">
      <Button
        look="text"
        label={
          isOpen
            ? { ja: "見え方を閉じる", en: "Close the preview" }
            : { ja: "ここで見え方を見る", en: "Preview it here" }
        }
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && <Opened templateId={template.templateId} version={template.version} />}
    </div>
  )
}

function Opened({ templateId, version }: { templateId: string; version: number }) {
  const read = useCall(getTemplateVersion, { templateId, version })
  if (read.error) return <FailedCall error={read.error} onRetry={() => void read.refetch()} />
  return <Loaded of={read}>{(found) => <Seen templateId={templateId} version={found} />}</Loaded>
}

const languageNames = { ja: { ja: "日本語", en: "Japanese" }, en: { ja: "英語", en: "English" } } as const

function Seen({ templateId, version: { document } }: { templateId: string; version: Version }) {
  const t = useText()
  const { language: spoken } = useSurroundings()
  const written = (["ja", "en"] as const).filter((one) => document.words[one])
  const [language, setLanguage] = useState<Language>(document.words[spoken] ? spoken : (written[0] ?? "ja"))
  const words = document.words[language]
  const there = channels.filter((one) => words?.[one])
  const [wanted, setChannel] = useState<LetterChannel>("mail")
  const channel = there.includes(wanted) ? wanted : (there[0] ?? "mail")
  const [reader, setReader] = useState<Reader>({ kind: "sample", name: "sample" })
  const preview = useLetterPreview({ templateId, language, channel, withConsent: true, document }, reader)
  return (
    <>
      <AsWhom value={reader} onChange={setReader} />
      {there.length > 1 && (
        <Segments
          label={{ ja: "手段", en: "Channel" }}
          options={there.map((key) => ({ key, label: channelName(key === "mail" ? "email" : key) }))}
          value={channel}
          onChange={setChannel}
        />
      )}
      {written.length > 1 && (
        <Segments
          label={{ ja: "言葉", en: "Language" }}
          options={written.map((key) => ({ key, label: languageNames[key] }))}
          value={language}
          onChange={setLanguage}
        />
      )}
      {preview.error ? (
        <FailedCall error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <Loaded of={preview}>
          {({ rendering, findings }) =>
            rendering ? (
              <ShownLetter rendering={rendering} />
            ) : (
              <ul className="small">
                {findings.slice(0, 3).map(({ code, at, say }) => (
                  <li key={`${code} ${at}`}>{t(say)}</li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </>
  )
}

import { useState } from "react"
import { postMyPagePreview } from "../../../server/capabilities/mypage/contract.ts"
import type { MyPageSettings } from "../../../server/capabilities/mypage/model-settings.ts"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { type Chosen, PersonPicker } from "../../app/letters/person-picker.tsx"
import { FailedCall } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"

const languages = [
  { key: "ja", label: { ja: "日本語", en: "Japanese" } },
  { key: "en", label: { ja: "英語", en: "English" } },
] as const
const ways = [
  { key: "signed-in", label: { ja: "ご本人として", en: "Signed in" } },
  { key: "link", label: { ja: "お便りのリンクから", en: "By a letter's link" } },
] as const

type Props = { settings: MyPageSettings; language: "ja" | "en"; onLanguage: (language: "ja" | "en") => void }

/** The page as a real customer sees it with what is set now, saved or not. Nothing on it acts. */
export function PagePreview({ settings, language, onLanguage }: Props) {
  const t = useText()
  const may = useMay()
  const [person, setPerson] = useState<Chosen | null>(null)
  const [way, setWay] = useState<"signed-in" | "link">("signed-in")
  const settled = useSettled(settings, 300)
  const asked = { customerId: person?.customerId ?? "", settings: settled, language, byLink: way === "link" }
  const preview = useCall(postMyPagePreview, asked, { when: person !== null, keep: true })
  if (!may("customers:personal"))
    return (
      <Section title={{ ja: "見え方", en: "Preview" }} first>
        <p className="small quiet">
          {t({
            ja: "実際のお客様での表示には、個人情報を見る権限が必要です。",
            en: "To see it as a real customer you need the right to personal data.",
          })}
        </p>
      </Section>
    )
  return (
    <Section title={{ ja: "見え方", en: "Preview" }} first>
      <div className="my-page-tools">
        <PersonPicker onChoose={setPerson} />
        {person && (
          <p className="small">{t({ ja: `${t(person.name)}のページ`, en: `As ${t(person.name)} sees it` })}</p>
        )}
        <Segments label={{ ja: "ことば", en: "Language" }} options={languages} value={language} onChange={onLanguage} />
        <Segments label={{ ja: "開き方", en: "How it was opened" }} options={ways} value={way} onChange={setWay} />
      </div>
      {!person && (
        <p className="small quiet">
          {t({
            ja: "お客様を選ぶと、その方のページをここに表示します。保存する前の並びでも確かめられます。",
            en: "Choose a customer to see her page here, also with what you have not saved yet.",
          })}
        </p>
      )}
      {preview.error && (
        <FailedCall
          error={preview.error}
          busy={preview.isFetching}
          onRetry={() => void preview.refetch()}
          what={{ ja: "ページを映せませんでした", en: "The page could not be shown" }}
        />
      )}
      {person && preview.data && (
        <div className="my-page-preview">
          <iframe
            sandbox=""
            srcDoc={preview.data.html}
            title={t({ ja: "マイページの見え方", en: "Preview of the page" })}
          />
        </div>
      )}
    </Section>
  )
}

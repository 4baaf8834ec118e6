import "./customers.css"
import { useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"

/** Says why names are only hinted at. */
export function Masked() {
  const t = useText()
  return (
    <div className="customers-masked">
      <Note>
        {t({
          ja: "個人情報を見る権限がないため、お名前と連絡先を伏せています。必要なときは管理者に頼んでください。",
          en: "Names and addresses are hidden: you do not have the right to see personal data. Ask an administrator if you need it.",
        })}
      </Note>
    </div>
  )
}

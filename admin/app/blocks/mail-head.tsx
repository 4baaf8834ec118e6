import type { Text } from "../../../ui/text.ts"
import { useText } from "../../../ui/language.tsx"
import "./mail.css"

type Props = { subject?: string; rows: readonly { readonly label: Text; readonly value: string }[] }
type Line = { readonly shown: string; readonly cut: string }

/** A mail as it stands in a phone's list: what is cut off there stays readable here, but pale. */
export function InboxRow({ from, subject, preheader }: { from: string; subject: Line; preheader: Line }) {
  const t = useText()
  const cut = ({ shown, cut }: Line) => (
    <>
      {shown}
      {cut && (
        <span className="inbox-cut">
          {"…"}
          <span className="hidden-text">{t({ ja: "ここで切れます：", en: "cut off here: " })}</span>
          {cut}
        </span>
      )}
    </>
  )
  return (
    <figure className="inbox-row">
      <figcaption className="quiet small">{t({ ja: "スマートフォンの一覧では", en: "In a phone's list" })}</figcaption>
      <strong>{from}</strong>
      <p>{cut(subject)}</p>
      <p className="quiet small">{cut(preheader)}</p>
    </figure>
  )
}

/** Subject and addresses above a mail, as mail programs show them. */
export function MailHead({ subject, rows }: Props) {
  const t = useText()
  return (
    <div className="mail-head">
      {subject && <h3>{subject}</h3>}
      <dl>
        {rows
          .filter(({ value }) => value !== "")
          .map(({ label, value }) => (
            <div key={label.en}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

import type { Text } from "../../../ui/text.ts"
import { useText } from "../../../ui/language.tsx"

type Props = { subject?: string; rows: readonly { readonly label: Text; readonly value: string }[] }

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

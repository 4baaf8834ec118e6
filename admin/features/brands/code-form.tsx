import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { Refusal, ShortForm } from "./parts.tsx"

type CodeFormProps = {
  busy: boolean
  refusal: { sentence: Text } | null
  onCode: (code: string) => void
  confirm?: Text
}

/** Six digits, sent by themselves once the last one is there. */
export function CodeForm({ busy, refusal, onCode, confirm }: CodeFormProps) {
  const [code, setCode] = useState("")
  const type = (text: string) => {
    const digits = text.normalize("NFKC").replace(/\D/g, "").slice(0, 6)
    setCode(digits)
    if (digits.length === 6 && code.length < 6) onCode(digits)
  }
  return (
    <ShortForm onSubmit={() => code.length === 6 && onCode(code)}>
      <Field label={{ ja: "認証アプリの6桁のコード", en: "Six-digit code of your authenticator app" }}>
        <span className="sign-in-code">
          <TextInput value={code} onChange={type} inputMode="numeric" autoComplete="one-time-code" />
        </span>
      </Field>
      <Refusal of={refusal} />
      <Button
        submit
        wide
        look="go"
        busy={busy}
        dimmed={code.length < 6}
        label={confirm ?? { ja: "確かめる", en: "Confirm" }}
      />
    </ShortForm>
  )
}

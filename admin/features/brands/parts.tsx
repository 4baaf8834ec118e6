import type { ReactNode } from "react"
import "./brands.css"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { languageNames, type Text } from "../../../ui/text.ts"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"

/** What a door said when it stayed shut. */
export function Refusal(props: { of: { sentence: Text } | null }) {
  const t = useText()
  return <div role="alert">{props.of && <p className="sign-in-refusal">{t(props.of.sentence)}</p>}</div>
}

export const Or = () => {
  const t = useText()
  return <p className="sign-in-or">{t({ ja: "または", en: "or" })}</p>
}

/** The other language, in that language, at the corner of pages that have no bar. */
export function SpeakSwitch() {
  const { language, speak } = useSurroundings()
  const other = language === "ja" ? "en" : "ja"
  return (
    <button type="button" className="link small" lang={other} onClick={() => speak(other)}>
      {languageNames[other]}
    </button>
  )
}

/** Enter sends it, as people expect of the short forms of signing in. */
export function ShortForm(props: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className="sign-in-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      {props.children}
    </form>
  )
}

type PasswordProps = { value: string; onChange: (value: string) => void; fresh?: boolean; error?: Text | undefined }

export function PasswordField({ value, onChange, fresh, error }: PasswordProps) {
  return (
    <Field
      label={{ ja: "パスワード", en: "Password" }}
      error={error}
      hint={
        fresh
          ? {
              ja: "8文字以上。長い文がいちばん安全です。決まった記号や数字は要りません。",
              en: "8 characters or more. A long sentence is safest; no special characters needed.",
            }
          : undefined
      }
    >
      <TextInput
        type="password"
        value={value}
        onChange={onChange}
        autoComplete={fresh ? "new-password" : "current-password"}
      />
    </Field>
  )
}

/** Too short to send: said before asking the server. */
export const passwordProblem = (password: string): Text | undefined =>
  password.length < 8 ? { ja: "8文字以上にしてください。", en: "Use at least 8 characters." } : undefined

import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { Centered, Steps } from "../../../ui/centered.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"

const steps = [
  { ja: "ブランド", en: "Brand" },
  { ja: "あなた", en: "You" },
  { ja: "データ", en: "Data" },
]

export function GallerySignIn() {
  const [mail, setMail] = useState("")
  return (
    <Centered
      title={{ ja: "サインイン", en: "Sign in" }}
      lead={{ ja: "ひなたの管理画面", en: "The console of Hinata" }}
      above={<Steps steps={steps} at={1} />}
    >
      <Field label={{ ja: "メールアドレス", en: "E-mail address" }}>
        <TextInput type="email" value={mail} onChange={setMail} autoComplete="username" />
      </Field>
      <Button wide look="go" label={{ ja: "つづける", en: "Continue" }} />
    </Centered>
  )
}

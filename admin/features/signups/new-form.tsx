import { listSignupForms, postSignupForm } from "../../../server/capabilities/signups/contract.ts"
import type { FormKind } from "../../../server/capabilities/signups/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useWay } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import { useAct } from "../../app/use-call.ts"
import { kinds } from "./words.ts"

type Values = { name: string; slug: string; kind: FormKind }

/** Makes a form with words to begin with, then opens its draft. */
export function NewForm({ onClose }: { onClose: () => void }) {
  const way = useWay()
  const form = useForm<Values>({ name: "", slug: "", kind: "popup" }, ({ name, slug }) => ({
    name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Give it a name." } : undefined,
    slug: /^[a-z0-9][a-z0-9-]{0,39}$/.test(slug)
      ? undefined
      : { ja: "小文字の英数字とハイフンで入れてください。", en: "Use small letters, digits and hyphens." },
  }))
  const make = useAct(postSignupForm, {
    refresh: [listSignupForms],
    done: ({ formId }) => way.go(`/sign-ups/${formId}/edit`),
    refused: (error) => {
      if (error.field !== "slug") return false
      form.refuse("slug", error.sentence)
      return true
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "フォームを作る", en: "Make a form" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "作る", en: "Make it" }}
            busy={make.busy}
            onClick={() => form.submit((values) => make.run({ ...values, name: values.name.trim() }))}
          />
        </>
      }
    >
      <Fields>
        <Field
          label={{ ja: "名前", en: "Name" }}
          hint={{ ja: "社内で見分けるため", en: "For you and your colleagues" }}
          error={form.errors.name}
        >
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        <Field
          label={{ ja: "アドレス", en: "Address" }}
          hint={{ ja: "ページの URL の最後になります", en: "The end of its page's URL" }}
          error={form.errors.slug}
        >
          <TextInput {...form.input("slug")} maxLength={40} example={same("spring-letters")} />
        </Field>
        <Field group label={{ ja: "どこに出すか", en: "Where it stands" }}>
          <Radios {...form.input("kind")} options={kinds} />
        </Field>
      </Fields>
    </Dialog>
  )
}

import { postCustomer } from "../../../server/capabilities/customers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { useAct } from "../../app/use-call.ts"
import { fieldWords } from "./words.ts"

const empty = { familyName: "", givenName: "", familyKana: "", givenKana: "", email: "", phone: "" }
type Values = typeof empty
const keys = Object.keys(empty) as (keyof Values)[] // safe: its own keys
const nameless: Text = { ja: "お名前かメールのどちらかを入れてください。", en: "Give a name or an e-mail address." }

const check = (values: Values) => ({
  familyName: values.familyName || values.givenName || values.email ? undefined : nameless,
})

/** Somebody met at the counter or on the phone. */
export function RegisterDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { go } = useWay()
  const form = useForm<Values>(empty, check)
  const register = useAct(postCustomer, {
    done: ({ customerId }) => {
      form.restart(empty)
      go(`/customers/${customerId}`)
    },
    refused: (error) => {
      const field = keys.find((key) => key === error.field)
      if (!field) return false
      form.refuse(field, error.sentence)
    },
  })
  const save = (values: Values) => {
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""))
    const identities = values.phone.trim() ? [{ kind: "phone" as const, issuer: "", value: values.phone }] : []
    register.run({ ...given, identities })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={{ ja: "お客様を登録する", en: "Register a customer" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "登録する", en: "Register" }}
            busy={register.busy}
            onClick={() => form.submit(save)}
          />
        </>
      }
    >
      <Fields two>
        {keys.map((key) => (
          <Field key={key} label={fieldWords(key)} error={form.errors[key]} optional>
            <TextInput {...form.input(key)} type={key === "email" ? "email" : key === "phone" ? "tel" : "text"} />
          </Field>
        ))}
      </Fields>
    </Dialog>
  )
}

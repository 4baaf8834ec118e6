import { patchCustomer } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { Button } from "../../../ui/button.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { languageNames, same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { fieldWords } from "./words.ts"

const names = ["familyName", "givenName", "familyKana", "givenKana"] as const
const lines = ["postalCode", "prefecture", "city", "street", "building"] as const
const lineWords: Readonly<Record<(typeof lines)[number], Text>> = {
  postalCode: { ja: "郵便番号", en: "Postal code" },
  prefecture: { ja: "都道府県", en: "Prefecture" },
  city: { ja: "市区町村", en: "City" },
  street: { ja: "番地", en: "Street" },
  building: { ja: "建物・部屋", en: "Building" },
}

type Texts = Record<(typeof names)[number] | (typeof lines)[number] | "email" | "phone", string>
type Values = Texts & { bornOn: string | null; language: "ja" | "en" }

const valuesOf = (customer: CustomerView): Values => ({
  familyName: customer.familyName ?? "",
  givenName: customer.givenName ?? "",
  familyKana: customer.familyKana ?? "",
  givenKana: customer.givenKana ?? "",
  email: customer.email ?? "",
  phone: customer.phone ?? "",
  bornOn: customer.bornOn,
  language: customer.language,
  postalCode: customer.address?.postalCode ?? "",
  prefecture: customer.address?.prefecture ?? "",
  city: customer.address?.city ?? "",
  street: customer.address?.street ?? "",
  building: customer.address?.building ?? "",
})

/** What differs, in the words of the API: an empty field is cleared, an empty address goes as a whole. */
function changesBetween(before: Values, after: Values) {
  const differs = (key: keyof Values) => before[key] !== after[key]
  const texts = [...names, "email", "phone"] as const
  const fields = Object.fromEntries(texts.filter(differs).map((key) => [key, after[key].trim() || null]))
  const address = Object.fromEntries(lines.map((key) => [key, after[key].trim() || null]))
  const isEmpty = Object.values(address).every((line) => line === null)
  return {
    ...fields,
    ...(differs("bornOn") && { bornOn: after.bornOn }),
    ...(differs("language") && { language: after.language }),
    ...(lines.some(differs) && { address: isEmpty ? null : address }),
  }
}

export function EditCustomer({ customer, onClose }: { customer: CustomerView; onClose: () => void }) {
  const toast = useToast()
  const { customerId } = customer
  const before = valuesOf(customer)
  const form = useForm<Values>(before)
  const undo = useAct(patchCustomer)
  const save = useAct(patchCustomer, {
    done: () => {
      onClose()
      toast({
        words: { ja: "保存しました", en: "Saved" },
        undo: () => undo.run({ customerId, ...changesBetween(form.values, before) }),
      })
    },
    refused: (error) => {
      const field = (Object.keys(before) as (keyof Values)[]).find((key) => key === error.field) // safe: its own keys
      if (!field) return false
      form.refuse(field, error.sentence)
    },
  })
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={{ ja: "お客様の情報を直す", en: "Edit the customer" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "保存する", en: "Save" }}
            dimmed={!form.changed}
            busy={save.busy}
            onClick={() => form.submit((values) => save.run({ customerId, ...changesBetween(before, values) }))}
          />
        </>
      }
    >
      <Inputs form={form} />
    </Dialog>
  )
}

function Inputs({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  return (
    <Fields two>
      {names.map((key) => (
        <Field key={key} label={fieldWords(key)} error={form.errors[key]} optional>
          <TextInput {...form.input(key)} />
        </Field>
      ))}
      <Field label={fieldWords("email")} error={form.errors.email} optional>
        <TextInput {...form.input("email")} type="email" />
      </Field>
      <Field label={fieldWords("phone")} error={form.errors.phone} optional>
        <TextInput {...form.input("phone")} type="tel" />
      </Field>
      <Field label={fieldWords("bornOn")} error={form.errors.bornOn} optional>
        <DateInput clearable {...form.input("bornOn")} />
      </Field>
      <Field label={fieldWords("language")}>
        <Select
          {...form.input("language")}
          options={(["ja", "en"] as const).map((value) => ({ value, label: same(languageNames[value]) }))}
        />
      </Field>
      {lines.map((key) => (
        <Field key={key} label={lineWords[key]} error={form.errors[key]} optional>
          <TextInput {...form.input(key)} />
        </Field>
      ))}
    </Fields>
  )
}

import { postIdentity } from "../../../server/capabilities/customers/contract.ts"
import { identityKinds } from "../../../server/capabilities/customers/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { identityWords } from "./words.ts"

type Kind = (typeof identityKinds)[number]
type Values = { kind: Kind; issuer: string; value: string }

const kinds = identityKinds.filter((kind) => kind !== "anonymous")
const issuers: Partial<Record<Kind, Text>> = {
  shop: { ja: "どのショップか（例：shopify:1）", en: "Which shop (like shopify:1)" },
  pos: { ja: "どのレジか（例：ginza）", en: "Which till (like ginza)" },
  line: { ja: "LINE チャネルの番号", en: "LINE channel" },
  external: { ja: "どの仕組みの番号か", en: "Whose number it is" },
}

const check = ({ value }: Values) => ({
  value:
    value.trim() === "" ? { ja: "番号かアドレスを入れてください。", en: "Give a number or an address." } : undefined,
})

export function AddIdentity({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const toast = useToast()
  const form = useForm<Values>({ kind: "email", issuer: "", value: "" }, check)
  const issuer = issuers[form.values.kind]
  const add = useAct(postIdentity, {
    done: () => {
      onClose()
      toast({ words: { ja: "足しました", en: "Added" } })
    },
    refused: (error) => form.refuse("value", error.sentence),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "見分ける情報を足す", en: "Add what they are recognised by" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "足す", en: "Add" }}
            busy={add.busy}
            onClick={() =>
              form.submit(({ kind, issuer, value }) =>
                add.run({ customerId, kind, issuer: issuers[kind] ? issuer : "", value }),
              )
            }
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "種類", en: "Kind" }}>
          <Select {...form.input("kind")} options={kinds.map((value) => ({ value, label: identityWords(value) }))} />
        </Field>
        {issuer && (
          <Field label={issuer} optional>
            <TextInput {...form.input("issuer")} />
          </Field>
        )}
        <Field label={{ ja: "番号・アドレス", en: "Number or address" }} error={form.errors.value}>
          <TextInput {...form.input("value")} />
        </Field>
      </Fields>
    </Dialog>
  )
}

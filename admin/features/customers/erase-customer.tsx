import { useState } from "react"
import { eraseCustomer } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { nameOf } from "../../app/words/person.ts"

/** What somebody asked to have forgotten. Asks for the name, since nothing brings it back. */
export function EraseCustomer({ customer, onClose }: { customer: CustomerView; onClose: () => void }) {
  const t = useText()
  const toast = useToast()
  const [reason, setReason] = useState("")
  const erase = useAct(eraseCustomer, {
    done: () => {
      onClose()
      toast({ words: { ja: "消去しました", en: "Erased" } })
    },
  })
  const name = nameOf(customer)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      look="danger"
      typed={(customer.familyName ?? customer.customerId.slice(-6)).normalize("NFKC").trim()}
      title={{ ja: `${name.ja} 様の情報を消去する`, en: `Erase the data of ${name.en}` }}
      confirm={{ ja: "消去する", en: "Erase" }}
      busy={erase.busy}
      onConfirm={() =>
        erase.run({
          customerId: customer.customerId,
          reason: reason.trim() || t({ ja: "ご本人の請求", en: "their own request" }),
        })
      }
    >
      <p>
        {t({
          ja: "お名前、連絡先、見分ける情報、送ったものの本文を消します。元に戻せません。注文の金額と、同意・拒否があった事実は残ります。",
          en: "Names, addresses, what they are recognised by and the texts of messages are erased, for good. Amounts of orders and the fact of consents and refusals stay.",
        })}
      </p>
      <Field
        label={{ ja: "理由", en: "Reason" }}
        hint={{ ja: "空のままなら「ご本人の請求」と残します。", en: "Left empty: their own request." }}
        optional
      >
        <TextInput value={reason} onChange={setReason} maxLength={200} />
      </Field>
    </ConfirmDialog>
  )
}

import { liftSuppression } from "../../../server/capabilities/customers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"

const check = ({ reason }: { reason: string }) => ({
  reason:
    reason.trim() === ""
      ? { ja: "理由を書いてください。監査ログに残ります。", en: "Say why; it goes into the audit log." }
      : undefined,
})

type Props = { suppressionId: string; customerId: string; onClose: () => void }

/** Somebody says that the address is right again, or that they want mails after all. */
export function LiftSuppression({ suppressionId, customerId, onClose }: Props) {
  const t = useText()
  const toast = useToast()
  const form = useForm({ reason: "" }, check)
  const lift = useAct(liftSuppression, {
    done: () => {
      onClose()
      toast({ words: { ja: "解除しました", en: "Lifted" } })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "配信停止を解除する", en: "Allow sending again" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "解除する", en: "Lift" }}
            busy={lift.busy}
            onClick={() => form.submit(({ reason }) => lift.run({ suppressionId, reason, customerId }))}
          />
        </>
      }
    >
      <p>
        {t({
          ja: "ご本人の申し出か、宛先が直ったことを確かめてから解除してください。",
          en: "Lift it only when the person asked for it, or the address is known to work again.",
        })}
      </p>
      <Field label={{ ja: "理由", en: "Reason" }} error={form.errors.reason}>
        <TextInput {...form.input("reason")} maxLength={200} />
      </Field>
    </Dialog>
  )
}

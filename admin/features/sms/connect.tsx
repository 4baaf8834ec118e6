import { getSms, putSmsAccount } from "../../../server/capabilities/sms/contract.ts"
import { senderOf } from "../../../server/capabilities/sms/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"

/** Connects the account once the provider has said that it knows it. */
export function ConnectSms({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const form = useForm({ accountSid: "", authToken: "", sender: "" }, ({ accountSid, authToken, sender }) => ({
    accountSid: /^AC[0-9a-f]{32}$/.test(accountSid.trim())
      ? undefined
      : { ja: "AC で始まる34文字です。", en: "34 characters that begin with AC." },
    authToken:
      authToken.trim().length < 16 ? { ja: "写し間違いがないか確かめてください。", en: "Check the copy." } : undefined,
    sender: senderOf.safeParse(sender.trim()).success
      ? undefined
      : {
          ja: "+81 で始まる番号か、MG で始まるID、または英数字の名前です。",
          en: "A number that begins with +, an id that begins with MG, or a name of letters and digits.",
        },
  }))
  const connect = useAct(putSmsAccount, {
    refresh: [getSms],
    done: () => {
      onClose()
      toast({ words: { ja: "つなぎました。", en: "Connected." } })
    },
    refused: (error) => (error.code === "sms.Refused" ? void form.refuse("authToken", error.sentence) : false),
  })
  const submit = () =>
    form.submit(({ accountSid, authToken, sender }) =>
      connect.run({ accountSid: accountSid.trim(), authToken: authToken.trim(), sender: sender.trim() }),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "SMSの送信会社をつなぐ", en: "Connect an SMS provider" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "つなぐ", en: "Connect" }} busy={connect.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field
          label={{ ja: "Account SID", en: "Account SID" }}
          hint={{ ja: "Twilio の管理画面のいちばん上にあります。", en: "At the top of Twilio's console." }}
          error={form.errors.accountSid}
        >
          <TextInput {...form.input("accountSid")} />
        </Field>
        <Field
          label={{ ja: "Auth Token", en: "Auth Token" }}
          hint={{ ja: "封をして保存し、二度と表示しません。", en: "Stored sealed, never shown again." }}
          error={form.errors.authToken}
        >
          <TextInput type="password" {...form.input("authToken")} autoComplete="new-password" />
        </Field>
        <Field label={{ ja: "送信元", en: "Sender" }} error={form.errors.sender}>
          <TextInput {...form.input("sender")} example={{ ja: "+815012345678", en: "+815012345678" }} />
        </Field>
      </Fields>
    </Dialog>
  )
}

import { getLine, patchAccount, putAccount } from "../../../server/capabilities/line/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"

const tooShort = {
  ja: "8文字以上です。写し間違いがないか確かめてください。",
  en: "8 characters or more; check the copy.",
}
const isShort = (text: string) => text.trim().length < 8

const secretHint = {
  ja: "LINE Developers の「チャネル基本設定」にあります。封をして保存し、二度と表示しません。",
  en: "In LINE Developers under Basic settings. Stored sealed, never shown again.",
}
const tokenHint = {
  ja: "「Messaging API設定」のいちばん下で発行する、長期のトークンです。",
  en: "The long-lived token, issued at the bottom of Messaging API settings.",
}

/** Connects an official account once LINE has said who it is. */
export function ConnectAccount({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const form = useForm({ channelSecret: "", accessToken: "" }, ({ channelSecret, accessToken }) => ({
    channelSecret: isShort(channelSecret) ? tooShort : undefined,
    accessToken: isShort(accessToken) ? tooShort : undefined,
  }))
  const connect = useAct(putAccount, {
    refresh: [getLine],
    done: () => {
      onClose()
      toast({ words: { ja: "つなぎました。", en: "Connected." } })
    },
    refused: (error) => (error.code === "line.TokenRefused" ? void form.refuse("accessToken", error.sentence) : false),
  })
  const submit = () =>
    form.submit(({ channelSecret, accessToken }) =>
      connect.run({ channelSecret: channelSecret.trim(), accessToken: accessToken.trim() }),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "LINE公式アカウントをつなぐ", en: "Connect a LINE official account" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "つなぐ", en: "Connect" }} busy={connect.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field
          label={{ ja: "チャネルシークレット", en: "Channel secret" }}
          hint={secretHint}
          error={form.errors.channelSecret}
        >
          <TextInput type="password" {...form.input("channelSecret")} autoComplete="new-password" />
        </Field>
        <Field
          label={{ ja: "チャネルアクセストークン", en: "Channel access token" }}
          hint={tokenHint}
          error={form.errors.accessToken}
        >
          <TextInput type="password" {...form.input("accessToken")} autoComplete="new-password" />
        </Field>
      </Fields>
    </Dialog>
  )
}

type Change = { channelSecret: string; accessToken: string; hours: number | null }

/** New secret or token; for a while the old secret is believed, too. */
export function ChangeAccount({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const start: Change = { channelSecret: "", accessToken: "", hours: 24 }
  const form = useForm(start, ({ channelSecret, accessToken, hours }) => ({
    channelSecret: channelSecret !== "" && isShort(channelSecret) ? tooShort : undefined,
    accessToken: accessToken !== "" && isShort(accessToken) ? tooShort : undefined,
    hours:
      hours === null || hours < 0 || hours > 720 ? { ja: "0〜720時間です。", en: "Between 0 and 720." } : undefined,
  }))
  const change = useAct(patchAccount, {
    refresh: [getLine],
    done: () => {
      onClose()
      toast({ words: { ja: "変えました。", en: "Changed." } })
    },
    refused: (error) => (error.code === "line.TokenRefused" ? void form.refuse("accessToken", error.sentence) : false),
  })
  const submit = () =>
    form.submit(({ channelSecret, accessToken, hours }) =>
      change.run({
        ...(channelSecret !== "" && { channelSecret: channelSecret.trim(), oldSecretHours: hours ?? 24 }),
        ...(accessToken !== "" && { accessToken: accessToken.trim() }),
      }),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "LINEの接続", en: "Connection with LINE" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "保存する", en: "Save" }}
            busy={change.busy}
            dimmed={!form.changed}
            onClick={submit}
          />
        </>
      }
    >
      <Fields>
        <Field
          optional
          label={{ ja: "新しいチャネルシークレット", en: "New channel secret" }}
          hint={secretHint}
          error={form.errors.channelSecret}
        >
          <TextInput type="password" {...form.input("channelSecret")} autoComplete="new-password" />
        </Field>
        {form.values.channelSecret !== "" && (
          <Field
            label={{ ja: "前のシークレットも通す", en: "Also believe the old one for" }}
            hint={{
              ja: "入れ替えの間に知らせを落とさないためです。",
              en: "So that nothing is lost during the change.",
            }}
            error={form.errors.hours}
          >
            <NumberInput {...form.input("hours")} unit={{ ja: "時間", en: "hours" }} />
          </Field>
        )}
        <Field
          optional
          label={{ ja: "新しいアクセストークン", en: "New access token" }}
          hint={tokenHint}
          error={form.errors.accessToken}
        >
          <TextInput type="password" {...form.input("accessToken")} autoComplete="new-password" />
        </Field>
      </Fields>
    </Dialog>
  )
}

import { getDm, putDmAccount } from "../../../server/capabilities/dm/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"

const short = { ja: "写し間違いがないか確かめてください。", en: "Check the copy." }

/** Connects a page, and its Instagram account, once Meta has said that it knows them. */
export function ConnectDm({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const form = useForm({ pageId: "", accessToken: "", appSecret: "" }, ({ pageId, accessToken, appSecret }) => ({
    pageId: /^\d{1,30}$/.test(pageId.trim()) ? undefined : { ja: "数字だけのIDです。", en: "It is digits only." },
    accessToken: accessToken.trim().length < 16 ? short : undefined,
    appSecret: appSecret.trim().length < 16 ? short : undefined,
  }))
  const connect = useAct(putDmAccount, {
    refresh: [getDm],
    done: () => {
      onClose()
      toast({ words: { ja: "つなぎました。", en: "Connected." } })
    },
    refused: (error) => (error.code === "dm.Refused" ? void form.refuse("accessToken", error.sentence) : false),
  })
  const submit = () =>
    form.submit(({ pageId, accessToken, appSecret }) =>
      connect.run({ pageId: pageId.trim(), accessToken: accessToken.trim(), appSecret: appSecret.trim() }),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "Facebookページをつなぐ", en: "Connect a Facebook page" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "つなぐ", en: "Connect" }} busy={connect.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field
          label={{ ja: "ページID", en: "Page id" }}
          hint={{
            ja: "Facebookページの「ページの透明性」にあります。Instagramはこのページにつないだものが使われます。",
            en: "In the page's “Page transparency”. The Instagram account linked with the page comes along.",
          }}
          error={form.errors.pageId}
        >
          <TextInput {...form.input("pageId")} />
        </Field>
        <Field
          label={{ ja: "ページのアクセストークン", en: "Page access token" }}
          hint={{ ja: "封をして保存し、二度と表示しません。", en: "Stored sealed, never shown again." }}
          error={form.errors.accessToken}
        >
          <TextInput type="password" {...form.input("accessToken")} autoComplete="new-password" />
        </Field>
        <Field
          label={{ ja: "app secret", en: "App secret" }}
          hint={{
            ja: "Metaのアプリの「設定 › ベーシック」にあります。届いた知らせが本物か、これで確かめます。",
            en: "In “Settings › Basic” of your app at Meta. By it we tell what truly comes from Meta.",
          }}
          error={form.errors.appSecret}
        >
          <TextInput type="password" {...form.input("appSecret")} autoComplete="new-password" />
        </Field>
      </Fields>
    </Dialog>
  )
}

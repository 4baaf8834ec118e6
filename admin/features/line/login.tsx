import { useState } from "react"
import { deleteLineLogin, getLine, putLogin } from "../../../server/capabilities/line/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useAct } from "../../app/use-call.ts"

type Whole = Reply<typeof getLine>

/** Shoppers open their page with LINE, without a password. */
export function Login({ login, loginUrls }: Pick<Whole, "login" | "loginUrls">) {
  const t = useText()
  const may = useMay()
  const [open, setOpen] = useState<"form" | "remove">()
  const remove = useAct(deleteLineLogin, { refresh: [getLine], done: () => setOpen(undefined) })
  return (
    <Section
      title={{ ja: "LINEログインとLIFF", en: "LINE Login and LIFF" }}
      beside={
        may("brand:write") && (
          <span className="button-row">
            {login && (
              <Button look="text" label={{ ja: "やめる", en: "Give it up" }} onClick={() => setOpen("remove")} />
            )}
            <Button
              label={login ? { ja: "変える", en: "Change" } : { ja: "使えるようにする", en: "Set it up" }}
              onClick={() => setOpen("form")}
            />
          </span>
        )
      }
    >
      <Below>
        <p className="small">
          {t({
            ja: "お客様が、パスワードなしでマイページを開き、お買い物とLINEをつなげます。LINE Developers で、公式アカウントと同じプロバイダーにLINEログインのチャネルを作ってください。",
            en: "Customers open their page without a password, and link their LINE. In LINE Developers, make a LINE Login channel under the same provider as the official account.",
          })}
        </p>
        <Rows
          rows={[
            {
              label: { ja: "様子", en: "State" },
              value: (
                <Status
                  is={login ? "live" : "none"}
                  label={login ? { ja: "使えます", en: "In use" } : { ja: "まだ使えません", en: "Not set up" }}
                />
              ),
            },
            ...(login ? [{ label: { ja: "チャネルID", en: "Channel id" }, value: login.channelId }] : []),
            ...(login ? [{ label: { ja: "LIFF ID", en: "LIFF id" }, value: login.liffId ?? "—" }] : []),
            {
              label: { ja: "コールバックURL", en: "Callback URL" },
              value: <CopyText value={loginUrls.callback} label={{ ja: "コールバックURL", en: "callback URL" }} />,
            },
            {
              label: { ja: "LIFFのエンドポイントURL", en: "LIFF endpoint URL" },
              value: <CopyText value={loginUrls.liff} label={{ ja: "エンドポイントURL", en: "endpoint URL" }} />,
            },
          ]}
        />
      </Below>
      {open === "form" && <LoginForm login={login} onClose={() => setOpen(undefined)} />}
      <ConfirmDialog
        open={open === "remove"}
        onClose={() => setOpen(undefined)}
        look="danger"
        title={{ ja: "LINEログインをやめますか", en: "Give LINE Login up?" }}
        confirm={{ ja: "やめる", en: "Give it up" }}
        busy={remove.busy}
        onConfirm={() => remove.run({})}
      >
        <p>
          {t({
            ja: "マイページは、これまでどおりメールの番号で開けます。LINEの連携は残ります。",
            en: "The page still opens with a code by mail. Links with LINE stay.",
          })}
        </p>
      </ConfirmDialog>
    </Section>
  )
}

function LoginForm({ login, onClose }: { login: Whole["login"]; onClose: () => void }) {
  const toast = useToast()
  const form = useForm(
    { channelId: login?.channelId ?? "", channelSecret: "", liffId: login?.liffId ?? "" },
    ({ channelId, channelSecret, liffId }) => ({
      channelId: /^\d{6,20}$/.test(channelId.trim())
        ? undefined
        : { ja: "数字だけのIDです。", en: "The id is digits only." },
      channelSecret:
        (login && channelSecret === "") || channelSecret.trim().length >= 8
          ? undefined
          : { ja: "8文字以上です。", en: "8 characters or more." },
      liffId:
        liffId.trim() === "" || /^\d{6,20}-[A-Za-z0-9]{4,20}$/.test(liffId.trim())
          ? undefined
          : { ja: "「1650000001-abcdefgh」のように入れてください。", en: "Write it like 1650000001-abcdefgh." },
    }),
  )
  const save = useAct(putLogin, {
    refresh: [getLine],
    done: () => {
      onClose()
      toast({ words: { ja: "保存しました。", en: "Saved." } })
    },
  })
  const submit = () =>
    form.submit(({ channelId, channelSecret, liffId }) =>
      save.run({
        channelId: channelId.trim(),
        ...(channelSecret !== "" && { channelSecret: channelSecret.trim() }),
        liffId: liffId.trim() || null,
      }),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "LINEログインとLIFF", en: "LINE Login and LIFF" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "保存する", en: "Save" }} busy={save.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "チャネルID", en: "Channel id" }} error={form.errors.channelId}>
          <TextInput {...form.input("channelId")} inputMode="numeric" />
        </Field>
        <Field
          optional={login !== null}
          label={{ ja: "チャネルシークレット", en: "Channel secret" }}
          hint={{ ja: "封をして保存し、二度と表示しません。", en: "Stored sealed, never shown again." }}
          error={form.errors.channelSecret}
        >
          <TextInput type="password" {...form.input("channelSecret")} autoComplete="new-password" />
        </Field>
        <Field
          optional
          label={{ ja: "LIFF ID", en: "LIFF id" }}
          hint={{
            ja: "LINEの中でマイページを開くときに。スコープは openid を選んでください。",
            en: "To open the page inside LINE. Choose the scope openid.",
          }}
          error={form.errors.liffId}
        >
          <TextInput {...form.input("liffId")} />
        </Field>
      </Fields>
    </Dialog>
  )
}

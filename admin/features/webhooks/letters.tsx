import { useState } from "react"
import { deleteLetterSystem, getLetterSystem, putLetterSystem } from "../../../server/capabilities/webhooks/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

const closedWords = {
  "token-refused": {
    ja: "相手が署名を断りました。鍵を確かめてください。30分おきに1通だけ試します。",
    en: "It refuses our signature. Check the secret; one letter tries it every thirty minutes.",
  },
  gone: {
    ja: "相手が受け取りをやめたと答えました。",
    en: "It says that it takes letters no more.",
  },
}

/** A system of the brand's own that brings letters to customers: its app, its members' site. */
export function LetterSystem() {
  const t = useText()
  const found = useCall(getLetterSystem, {}, { everyMs: 30_000 })
  const [connecting, setConnecting] = useState(false)
  const drop = useAct(deleteLetterSystem, { refresh: [getLetterSystem] })
  return (
    <Section
      title={{ ja: "お便りを届けるシステム", en: "A system that brings letters" }}
      beside={
        <span className="button-row">
          {found.data?.system && (
            <Button
              look="text"
              label={{ ja: "外す", en: "Disconnect" }}
              busy={drop.busy}
              onClick={() => drop.run({})}
            />
          )}
          <Button
            label={found.data?.system ? { ja: "つなぎ直す", en: "Connect anew" } : { ja: "つなぐ", en: "Connect" }}
            onClick={() => setConnecting(true)}
          />
        </span>
      }
    >
      <Below>
        <p className="small">
          {t({
            ja: "自社アプリや会員サイトが、お便りを届けるチャネルになります。文面はプッシュ・SMS・LINEのうち書いたものを使い、IDだけを添えて、署名して送ります。お客様の同意（チャネル「ほかのシステム」）はAPIで記録してください。",
            en: "Your app or members’ site becomes a channel for letters. It gets the words written for push, SMS or LINE with ids only, signed. Record consents for the channel “relay” over the API.",
          })}
        </p>
        <Loaded of={found} what={{ ja: "読み込めませんでした", en: "This could not be loaded" }}>
          {({ system }) =>
            system && (
              <Rows
                rows={[
                  { label: { ja: "呼び名", en: "Name" }, value: system.name },
                  { label: { ja: "届け先", en: "Address" }, value: <code>{system.url}</code> },
                  {
                    label: { ja: "様子", en: "State" },
                    value: (
                      <>
                        <Status
                          is={system.closedBecause ? "failed" : "live"}
                          label={
                            system.closedBecause
                              ? { ja: "止まっています", en: "Nothing leaves" }
                              : { ja: "届けられます", en: "Takes letters" }
                          }
                        />
                        {system.closedBecause && <span className="under">{t(closedWords[system.closedBecause])}</span>}
                      </>
                    ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Below>
      {connecting && <Connect onClose={() => setConnecting(false)} />}
    </Section>
  )
}

function Connect({ onClose }: { onClose: () => void }) {
  const t = useText()
  const [secret, setSecret] = useState<string>()
  const form = useForm({ name: "", url: "" }, ({ name, url }) => ({
    name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Enter a name." } : undefined,
    url: url.trim().startsWith("https://")
      ? undefined
      : { ja: "https:// で始まるアドレスです。", en: "An address that begins with https://." },
  }))
  const connect = useAct(putLetterSystem, {
    refresh: [getLetterSystem],
    done: (made) => setSecret(made.secret),
    refused: (error) => (error.field === "url" ? void form.refuse("url", error.sentence) : false),
  })
  const submit = () => form.submit(({ name, url }) => connect.run({ name: name.trim(), url: url.trim() }))
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "お便りを届けるシステムをつなぐ", en: "Connect a system that brings letters" }}
      actions={
        secret ? (
          <Button look="go" label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
        ) : (
          <>
            <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
            <Button look="go" label={{ ja: "つなぐ", en: "Connect" }} busy={connect.busy} onClick={submit} />
          </>
        )
      }
    >
      {secret ? (
        <>
          <p>
            {t({
              ja: "署名の鍵です。いま写してください。二度と表示しません。",
              en: "The signing secret. Copy it now: it is never shown again.",
            })}
          </p>
          <CopyText value={secret} label={{ ja: "署名の鍵", en: "signing secret" }} />
        </>
      ) : (
        <Fields>
          <Field label={{ ja: "呼び名", en: "Name" }} error={form.errors.name}>
            <TextInput {...form.input("name")} maxLength={60} />
          </Field>
          <Field
            label={{ ja: "届け先のアドレス", en: "Address" }}
            hint={{
              ja: "2xx は受け取り、404 は登録のない方、410 は受け取り終了です。",
              en: "2xx: taken; 404: unknown person; 410: takes letters no more.",
            }}
            error={form.errors.url}
          >
            <TextInput {...form.input("url")} />
          </Field>
        </Fields>
      )}
    </Dialog>
  )
}

import "./brands.css"
import { useState } from "react"
import { listKeys, makeKey, makeWriteKey } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkboxes, Radios } from "../../../ui/choices.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { instantOf } from "../../../ui/wall-clock.ts"
import { useMay, useSession } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"

type Props = {
  kind: "secret" | "write"
  scopes: readonly { readonly scope: string; readonly name: Text }[]
  onClose: () => void
}
type Values = {
  name: string
  scopes: string[]
  origins: string
  mode: "live" | "test"
  until: string | null
}

const sites = (origins: string) =>
  origins
    .split(/[\s,]+/)
    .map((site) => site.trim())
    .filter(Boolean)

/** Makes a key, then shows its value this once. */
export function NewKey({ kind, scopes, onClose }: Props) {
  const [secret, setSecret] = useState<string>()
  const title =
    secret !== undefined
      ? { ja: "キーができました", en: "The key is made" }
      : kind === "secret"
        ? { ja: "サーバー用のキーを作る", en: "New server key" }
        : { ja: "ブラウザー用のキーを作る", en: "New browser key" }
  return (
    <Dialog open wide onClose={onClose} title={title}>
      {secret !== undefined ? (
        <Made kind={kind} secret={secret} onClose={onClose} />
      ) : (
        <Form kind={kind} scopes={scopes} onMade={setSecret} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Made({ kind, secret, onClose }: { kind: Props["kind"]; secret: string; onClose: () => void }) {
  const t = useText()
  return (
    <>
      <p>
        {kind === "secret"
          ? t({
              ja: "この値が見えるのは今だけです。安全な場所に控えてから閉じてください。なくしたら、作り直してください。",
              en: "This is the only time the value is shown. Keep it somewhere safe, then close. If it is lost, make another.",
            })
          : t({
              ja: "サイトのタグに入れて使います。公開されてもかまわない値です。",
              en: "Put it into the tag of your site. It may be public.",
            })}
      </p>
      <CopyText value={secret} label={{ ja: "キー", en: "key" }} />
      <div className="dialog-foot">
        <Button look="go" label={{ ja: "控えました", en: "I have kept it" }} onClick={onClose} />
      </div>
    </>
  )
}

type FormProps = Props & { onMade: (secret: string) => void }

function Form({ kind, scopes, onMade, onClose }: FormProps) {
  const { brand } = useSession()
  const may = useMay()
  const form = useForm<Values>(
    { name: "", scopes: [], origins: "", mode: brand.isTest ? "test" : "live", until: null },
    (values) => ({
      name: values.name.trim() === "" ? { ja: "何に使うキーか書いてください。", en: "Say what it is for." } : undefined,
      scopes:
        kind === "secret" && values.scopes.length === 0
          ? { ja: "できることを一つ以上選んでください。", en: "Choose at least one right." }
          : undefined,
      origins:
        kind === "write" && sites(values.origins).length === 0
          ? { ja: "使うサイトを一つ以上入れてください。", en: "Enter at least one site." }
          : undefined,
    }),
  )
  const done = { refresh: [listKeys], done: ({ secret }: { secret: string }) => onMade(secret) }
  const secretKey = useAct(makeKey, done)
  const writeKey = useAct(makeWriteKey, done)
  const submit = () =>
    form.submit(({ name, mode, until, origins, scopes: chosen }) =>
      kind === "secret"
        ? secretKey.run({
            name,
            mode,
            scopes: chosen,
            expiresAt: until === null ? null : instantOf(until, "23:59", brand.zone),
          })
        : writeKey.run({ name, mode, origins: sites(origins) }),
    )
  return (
    <>
      <Fields>
        <Field
          label={{ ja: "名前", en: "Name" }}
          hint={{ ja: "例：基幹システムの注文連携", en: "Such as: orders from the back office" }}
          error={form.errors.name}
        >
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        {!brand.isTest && (
          <Field group label={{ ja: "どちらの環境か", en: "For" }}>
            <Radios
              {...form.input("mode")}
              options={[
                { value: "live", label: { ja: "本番", en: "Live" } },
                {
                  value: "test",
                  label: { ja: "テスト", en: "Test" },
                  hint: {
                    ja: "双子のテスト環境に入ります。お客様には何も届きません。",
                    en: "Goes to the test twin; reaches no customer.",
                  },
                },
              ]}
            />
          </Field>
        )}
        {kind === "write" ? (
          <Field
            label={{ ja: "使うサイト", en: "Sites" }}
            hint={{
              ja: "https://shop.example.jp のように、一行に一つ",
              en: "One a line, such as https://shop.example.jp",
            }}
            error={form.errors.origins}
          >
            <TextArea {...form.input("origins")} rows={3} />
          </Field>
        ) : (
          <>
            <Field group label={{ ja: "できること", en: "May" }} error={form.errors.scopes}>
              <div className="brand-rights">
                <Checkboxes
                  values={form.values.scopes}
                  onChange={(values) => form.set("scopes", values)}
                  options={scopes.map(({ scope, name }) => ({ value: scope, label: name, blocked: !may(scope) }))}
                />
              </div>
            </Field>
            <Field optional label={{ ja: "期限", en: "Expires" }}>
              <DateInput value={form.values.until} onChange={(day) => form.set("until", day)} />
            </Field>
          </>
        )}
      </Fields>
      <div className="dialog-foot">
        <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
        <Button
          look="go"
          label={{ ja: "作る", en: "Make it" }}
          busy={secretKey.busy || writeKey.busy}
          onClick={submit}
        />
      </div>
    </>
  )
}

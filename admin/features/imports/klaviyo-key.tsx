import { useState } from "react"
import { deleteConnection, type getConnection, putConnection } from "../../../server/capabilities/klaviyo/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Stack } from "../../../ui/layout.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"

const keep = { ja: "鍵を保存する", en: "Keep the key" }
type Connection = Reply<typeof getConnection>

/** The key to Klaviyo: typed once, from then on only its last letters are shown. */
export function KlaviyoKey({ connection }: { connection: Connection }) {
  const t = useText()
  const [isChanging, setChanging] = useState(false)
  const forget = useAct(deleteConnection)
  if (!connection.connected || isChanging)
    return <KeyForm onDone={() => setChanging(false)} onCancel={isChanging ? () => setChanging(false) : undefined} />
  return (
    <Stack near>
      <Rows
        rows={[
          {
            label: { ja: "Private API Key", en: "Private key" },
            under: connection.connectedAt && <DateText at={connection.connectedAt} />,
            value: (
              <span className="num">
                <span className="hidden-text">{t({ ja: "末尾", en: "ends in" })}</span>pk_…{connection.keyEnding}
              </span>
            ),
          },
        ]}
      />
      <ButtonRow>
        <Button label={{ ja: "鍵を入れ替える", en: "Enter another key" }} onClick={() => setChanging(true)} />
        <Button
          look="text"
          label={{ ja: "鍵を消す", en: "Forget the key" }}
          busy={forget.busy}
          onClick={() => forget.run({})}
        />
      </ButtonRow>
    </Stack>
  )
}

type KeyFormProps = { label?: Text; onDone: () => void; onCancel?: (() => void) | undefined }

export function KeyForm({ label = keep, onDone, onCancel }: KeyFormProps) {
  const form = useForm({ key: "" }, ({ key }) => ({
    key:
      key.trim() === ""
        ? { ja: "Klaviyo の Private API Key を入れてください。", en: "Enter Klaviyo's private key." }
        : undefined,
  }))
  const save = useAct(putConnection, {
    done: () => {
      form.restart({ key: "" })
      onDone()
    },
    refused: (error) => form.refuse("key", error.sentence),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        form.submit(({ key }) => save.run({ key }))
      }}
    >
      <Stack near>
        <Fields>
          <Field
            label={{ ja: "Klaviyo の Private API Key", en: "Private key of Klaviyo" }}
            hint={{
              ja: "Klaviyo の設定 → API keys で、Profiles・Lists・Metrics・Events を Read にした鍵を作ります。暗号にして保ち、二度と表示しません。",
              en: "Make one in Klaviyo's settings → API keys with read access to Profiles, Lists, Metrics and Events. It is kept encrypted and never shown again.",
            }}
            error={form.errors.key}
          >
            <TextInput
              {...form.input("key")}
              type="password"
              autoComplete="off"
              example={same("pk_…")}
              maxLength={300}
            />
          </Field>
        </Fields>
        <ButtonRow>
          <Button look="go" submit label={label} busy={save.busy} />
          {onCancel && <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onCancel} />}
        </ButtonRow>
      </Stack>
    </form>
  )
}

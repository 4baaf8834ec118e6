import { useState } from "react"
import {
  type listTopics,
  listWebhooks,
  patchWebhook,
  postWebhook,
} from "../../../server/capabilities/webhooks/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkboxes } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { same } from "../../../ui/text.ts"
import type { CallError, Reply } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"
import { SecretDialog } from "./secret-dialog.tsx"
import type { Endpoint } from "./words.ts"

type Topic = Endpoint["topics"][number]
type Values = { name: string; url: string; topics: Topic[] }
type Props = { endpoint: Endpoint | undefined; topics: Reply<typeof listTopics>["items"]; onClose: () => void }

/** Adds an endpoint, then shows its secret; or changes one. */
export function EndpointForm({ endpoint, topics, onClose }: Props) {
  const [secret, setSecret] = useState<string>()
  const form = useForm<Values>(
    { name: endpoint?.name ?? "", url: endpoint?.url ?? "https://", topics: endpoint?.topics ?? [] },
    ({ name, url, topics: chosen }) => ({
      name: name.trim() === "" ? { ja: "どのシステムか書いてください。", en: "Say which system it is." } : undefined,
      url: /^https:\/\/[^\s/]+/.test(url)
        ? undefined
        : { ja: "https:// で始まるアドレスを入れてください。", en: "Enter an address that begins with https://." },
      topics: chosen.length === 0 ? { ja: "一つ以上選んでください。", en: "Choose at least one." } : undefined,
    }),
  )
  const refused = (error: CallError) => {
    if (error.field !== "url") return false
    form.refuse("url", error.sentence)
    return true
  }
  const add = useAct(postWebhook, { refresh: [listWebhooks], done: (made) => setSecret(made.secret), refused })
  const change = useAct(patchWebhook, { refresh: [listWebhooks], done: onClose, refused })
  const save = () =>
    form.submit((values) => (endpoint ? change.run({ endpointId: endpoint.endpointId, ...values }) : add.run(values)))
  if (secret !== undefined) return <SecretDialog secret={secret} onClose={onClose} />
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        endpoint ? { ja: "通知先を変える", en: "Change the endpoint" } : { ja: "通知先を加える", en: "Add an endpoint" }
      }
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={endpoint ? { ja: "保存", en: "Save" } : { ja: "加える", en: "Add" }}
            busy={add.busy || change.busy}
            onClick={save}
          />
        </>
      }
    >
      <Fields>
        <Field
          label={{ ja: "名前", en: "Name" }}
          hint={{ ja: "例：基幹システム", en: "Such as: ERP" }}
          error={form.errors.name}
        >
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        <Field
          label={{ ja: "アドレス", en: "Address" }}
          hint={{
            ja: "インターネットから届く https のアドレス",
            en: "An https address that is reachable from the Internet",
          }}
          error={form.errors.url}
        >
          <TextInput {...form.input("url")} type="url" example={same("https://erp.example.jp/hooks")} />
        </Field>
        <Field group label={{ ja: "知らせること", en: "Hears of" }} error={form.errors.topics}>
          <Checkboxes
            values={form.values.topics}
            onChange={(chosen) => form.set("topics", chosen)}
            options={topics.map(({ topic, words }) => ({ value: topic, label: words }))}
          />
        </Field>
      </Fields>
    </Dialog>
  )
}

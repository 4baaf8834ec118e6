import { useState } from "react"
import {
  installReady,
  listReady,
  listTemplates,
  postTemplate,
} from "../../../server/capabilities/templates/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { same } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useSession } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { firstDraft } from "./edited-letter.ts"
import { intents } from "./words.ts"

const ways = [
  { key: "ready", label: { ja: "用意されたものから", en: "From a ready-made one" } },
  { key: "blank", label: { ja: "はじめから", en: "From scratch" } },
] as const

/** A new template: one that comes with Maido, or an almost empty one. */
export function NewTemplate({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [way, setWay] = useState<(typeof ways)[number]["key"]>("ready")
  return (
    <Dialog wide open={open} onClose={onClose} title={{ ja: "テンプレートを作る", en: "New template" }}>
      <Segments label={{ ja: "始め方", en: "How to begin" }} options={ways} value={way} onChange={setWay} />
      {way === "ready" ? <FromReady /> : <FromScratch />}
    </Dialog>
  )
}

function FromReady() {
  const t = useText()
  const { go } = useWay()
  const ready = useCall(listReady, {})
  const install = useAct(installReady, {
    refresh: [listTemplates, listReady],
    done: ({ templateId }) => go(`/templates/${templateId}`),
  })
  return (
    <Loaded of={ready} what={{ ja: "読み込めませんでした", en: "They could not be loaded" }}>
      {({ items }) => (
        <ul className="rows templates-ready">
          {items.map(({ key, name, about, templateId }) => (
            <li key={key}>
              <span>
                <b>{t(name)}</b>
                <span className="under">{t(about)}</span>
              </span>
              {templateId ? (
                <Button look="text" label={{ ja: "開く", en: "Open" }} onClick={() => go(`/templates/${templateId}`)} />
              ) : (
                <Button label={{ ja: "使う", en: "Use" }} busy={install.busy} onClick={() => install.run({ key })} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}

function FromScratch() {
  const { go } = useWay()
  const { brand } = useSession()
  const language = brand.language === "en" ? "en" : "ja"
  const [name, setName] = useState("")
  const [intent, setIntent] = useState<(typeof intents)[number]["value"]>("value")
  const make = useAct(postTemplate, {
    refresh: [listTemplates],
    done: ({ templateId }) => go(`/templates/${templateId}`),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const named = name.trim()
        if (named) make.run({ name: same(named), intent, document: firstDraft(language, named) })
      }}
    >
      <Fields>
        <Field
          label={{ ja: "名前", en: "Name" }}
          hint={{ ja: "お客様には見えません。", en: "Customers don't see it." }}
        >
          <TextInput value={name} onChange={setName} maxLength={80} />
        </Field>
        <Field group label={{ ja: "ねらい", en: "Intent" }}>
          <Radios value={intent} onChange={setIntent} options={intents} />
        </Field>
      </Fields>
      <Button
        submit
        look="go"
        label={{ ja: "書きはじめる", en: "Begin to write" }}
        busy={make.busy}
        dimmed={name.trim() === ""}
      />
    </form>
  )
}

import { useState } from "react"
import {
  archiveTemplate,
  binTemplate,
  duplicateTemplate,
  getTemplate,
  listTemplates,
  restoreTemplate,
  sendTemplateTest,
} from "../../../server/capabilities/templates/contract.ts"
import type { LetterChannel, Template } from "../../../server/capabilities/templates/model.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Menu } from "../../../ui/menu.tsx"
import type { Language } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { TestSend } from "../../app/letters/test-send.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { writtenOf } from "./edited-letter.ts"
import { TestOnChannel } from "./test-on-channel.tsx"
import type { LetterDraft } from "./use-letter-draft.ts"

type Props = { template: Template; draft: LetterDraft; language: Language; channel: LetterChannel }

/** Save, publish, try out, and what else may be done with a template. */
export function Actions({ template, draft, language, channel }: Props) {
  const may = useMay()
  if (template.state === "archived" || template.state === "bin") return <Restore template={template} />
  return (
    <>
      {may("messages:send") && draft.letter[language]?.[channel] && (
        <Test templateId={template.templateId} draft={draft} language={language} channel={channel} />
      )}
      {may("messages:write") && (
        <>
          <More template={template} draft={draft} />
          <Button
            label={{ ja: "下書きを保存", en: "Save draft" }}
            onClick={() => void draft.save()}
            busy={draft.busy}
            dimmed={!draft.isWhole || !draft.changed}
          />
          <Publish draft={draft} />
        </>
      )}
    </>
  )
}

function Test({ channel, ...props }: Omit<Props, "template"> & { templateId: string }) {
  if (channel === "mail") {
    const { templateId, draft, language } = props
    return (
      <TestSend
        by={sendTemplateTest}
        params={(to) => ({ templateId, language, to, document: writtenOf(draft.letter) })}
        dimmed={!draft.isWhole || draft.changed}
      />
    )
  }
  return <TestOnChannel key={channel} channel={channel} {...props} />
}

const reads = { refresh: [listTemplates, getTemplate] }

function Restore({ template: { templateId } }: { template: Template }) {
  const may = useMay()
  const restore = useAct(restoreTemplate, reads)
  if (!may("messages:write")) return null
  return (
    <Button
      look="go"
      label={{ ja: "戻す", en: "Restore" }}
      busy={restore.busy}
      onClick={() => restore.run({ templateId })}
    />
  )
}

function More({ template: { templateId, liveVersion }, draft }: Omit<Props, "language" | "channel">) {
  const { go } = useWay()
  const toast = useToast()
  const restore = useAct(restoreTemplate, reads)
  const undo = () => restore.run({ templateId })
  const duplicate = useAct(duplicateTemplate, {
    refresh: [listTemplates],
    done: (copy) => go(`/templates/${copy.templateId}`),
  })
  const archive = useAct(archiveTemplate, {
    ...reads,
    done: () => toast({ words: { ja: "しまいました。", en: "It is archived." }, undo }),
  })
  const bin = useAct(binTemplate, {
    ...reads,
    done: () =>
      toast({ words: { ja: "ごみ箱に入れました。30日は戻せます。", en: "It is in the bin for 30 days." }, undo }),
  })
  return (
    <Menu
      look="text"
      label={{ ja: "ほか", en: "More" }}
      items={[
        { label: { ja: "複製する", en: "Duplicate" }, onClick: () => duplicate.run({ templateId }) },
        ...(draft.hasDraft && liveVersion > 0
          ? [{ label: { ja: "下書きを捨てる", en: "Discard the draft" }, onClick: draft.discard }]
          : []),
        { label: { ja: "しまう", en: "Archive" }, onClick: () => archive.run({ templateId }) },
        {
          label: { ja: "ごみ箱に入れる", en: "Put into the bin" },
          danger: true,
          onClick: () => bin.run({ templateId }),
        },
      ]}
    />
  )
}

function Publish({ draft }: { draft: LetterDraft }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState("")
  return (
    <>
      <Button
        look="go"
        label={{ ja: "公開する", en: "Publish" }}
        onClick={() => setAsking(true)}
        dimmed={!draft.isWhole || draft.busy || (!draft.changed && !draft.hasDraft)}
      />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "この版を公開しますか", en: "Publish this version?" }}
        confirm={{ ja: "公開する", en: "Publish" }}
        onConfirm={() => {
          setAsking(false)
          void draft.publish(note.trim())
          setNote("")
        }}
      >
        <p>
          {t({
            ja: "キャンペーンやフローで選べるようになります。すでに送ったもの、承認されたものは変わりません。",
            en: "Campaigns and flows can use it from now on. What was sent or approved before does not change.",
          })}
        </p>
        <Field optional label={{ ja: "変えたことのメモ", en: "Note on the change" }}>
          <TextInput value={note} onChange={setNote} maxLength={200} />
        </Field>
      </ConfirmDialog>
    </>
  )
}

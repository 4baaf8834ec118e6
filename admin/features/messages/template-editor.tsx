import { useState } from "react"
import { sendTest } from "../../../server/capabilities/messages/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { Status } from "../../../ui/status.tsx"
import { languageNames, same } from "../../../ui/text.ts"
import { Page } from "../../app/page.tsx"
import { TestSend } from "../../app/letters/test-send.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { BlockList } from "../../app/blocks/block-list.tsx"
import { noticeKinds } from "../../app/blocks/block-words.ts"
import { written } from "./edited-document.ts"
import { Preview } from "./preview.tsx"
import type { WholeTemplate } from "./whole-template.ts"
import { type Draft, useDraft } from "./use-draft.ts"
import { Variables } from "./variables.tsx"
import { Versions } from "./versions.tsx"

export function TemplateEditor({ template }: { template: WholeTemplate }) {
  const may = useMay()
  const { go } = useWay()
  const draft = useDraft(template)
  const [openBlock, setOpenBlock] = useState<string>()
  const { kind, language } = template
  const canWrite = may("messages:write")
  return (
    <Page
      title={template.title}
      above={[
        { label: { ja: "メッセージ", en: "Messages" }, to: "/messages" },
        { label: { ja: "文面", en: "Wordings" }, to: "/messages/templates" },
      ]}
      facts={[<Published key="published" template={template} />, <DraftState key="draft" draft={draft} />]}
      actions={
        <>
          <Segments
            label={{ ja: "言語", en: "Language" }}
            options={[
              { key: "ja", label: same(languageNames.ja) },
              { key: "en", label: same(languageNames.en) },
            ]}
            value={language}
            onChange={(other) => go(`/messages/templates/${kind}/${other}`)}
          />
          {may("messages:send") && (
            <TestSend
              by={sendTest}
              params={(to) => ({ kind, language, document: written(draft.document), to })}
              dimmed={draft.mistakes.size > 0 || draft.changed}
            />
          )}
          {canWrite && <Actions draft={draft} />}
        </>
      }
    >
      <UnsavedGuard changed={draft.changed} />
      <Columns split="6-6">
        <Stack near>
          <Head draft={draft} />
          <BlockList
            blocks={draft.document.blocks}
            onChange={(next) => draft.change((now) => ({ ...now, blocks: next(now.blocks) }))}
            mistakes={draft.mistakes}
            kinds={noticeKinds}
            open={openBlock}
            onOpen={setOpenBlock}
          />
          <Variables variables={template.variables} />
          <Versions template={template} />
        </Stack>
        <Preview
          template={template}
          draft={draft}
          onBlock={(index) => setOpenBlock(draft.document.blocks[index]?.id)}
        />
      </Columns>
    </Page>
  )
}

function Published({ template }: { template: WholeTemplate }) {
  const { version } = template.published
  return (
    <Status
      is="live"
      label={
        version === 0
          ? { ja: "はじめからの文面を送っています", en: "The original wording is being sent" }
          : { ja: `第${version}版を送っています`, en: `Version ${version} is being sent` }
      }
    />
  )
}

function DraftState({ draft }: { draft: Draft }) {
  if (draft.changed) return <Status is="waiting" label={{ ja: "保存していない変更", en: "Unsaved changes" }} />
  if (draft.hasDraft) return <Status is="draft" label={{ ja: "下書きあり", en: "There is a draft" }} />
  return <Status is="none" label={{ ja: "下書きなし", en: "No draft" }} />
}

function Actions({ draft }: { draft: Draft }) {
  const t = useText()
  const [asking, setAsking] = useState<"publish" | "discard">()
  const wrong = draft.mistakes.size > 0
  const nothing = !draft.changed && !draft.hasDraft
  const close = () => setAsking(undefined)
  return (
    <>
      {draft.hasDraft && (
        <Button look="text" label={{ ja: "下書きを捨てる", en: "Discard" }} onClick={() => setAsking("discard")} />
      )}
      <Button
        label={{ ja: "下書きを保存", en: "Save draft" }}
        onClick={() => void draft.save()}
        busy={draft.busy}
        dimmed={wrong || !draft.changed}
      />
      <Button
        look="go"
        label={{ ja: "公開する", en: "Publish" }}
        onClick={() => setAsking("publish")}
        dimmed={wrong || nothing || draft.busy}
      />
      <ConfirmDialog
        open={asking === "publish"}
        onClose={close}
        title={{ ja: "この文面を公開しますか", en: "Publish this wording?" }}
        confirm={{ ja: "公開する", en: "Publish" }}
        onConfirm={() => {
          close()
          void draft.publish()
        }}
      >
        <p>
          {t({
            ja: "次に送るメールからこの文面になります。送ったメールは変わりません。前の版はいつでも見られます。",
            en: "The next mail goes out in this wording. Mails already sent do not change, and earlier versions stay.",
          })}
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "discard"}
        onClose={close}
        look="danger"
        title={{ ja: "下書きを捨てますか", en: "Discard the draft?" }}
        confirm={{ ja: "捨てる", en: "Discard" }}
        onConfirm={() => {
          close()
          draft.discard()
        }}
      >
        <p>
          {t({
            ja: "公開している文面に戻ります。元に戻せません。",
            en: "Back to what is published. This cannot be undone.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}

const missing = {
  ja: "書いてください。長すぎるときは短くします。",
  en: "Write something; shorten it if it is too long.",
}

function Head({ draft }: { draft: Draft }) {
  const { document, change, mistakes } = draft
  const input = (key: "fromName" | "subject" | "preheader") => ({
    value: document[key],
    onChange: (value: string) => change({ ...document, [key]: value }),
  })
  return (
    <Section first title={{ ja: "受信箱での見え方", en: "In the mailbox" }}>
      <div className="messages-gap">
        <Fields>
          <Field label={{ ja: "件名", en: "Subject" }} error={mistakes.has("subject") ? missing : undefined}>
            <TextInput {...input("subject")} maxLength={200} />
          </Field>
          <Field
            label={{ ja: "一覧に出る文", en: "Preheader" }}
            hint={{ ja: "受信箱で件名のあとに続く一文です。", en: "The line that follows the subject in mailboxes." }}
            error={mistakes.has("preheader") ? missing : undefined}
          >
            <TextInput {...input("preheader")} maxLength={300} />
          </Field>
          <Field
            optional
            label={{ ja: "差出人の名前", en: "From name" }}
            hint={{
              ja: "空ならブランドの名前になります。アドレスは設定の「差出人と事業者」で決めます。",
              en: "The brand's name when empty. The address is set under Sender and company.",
            }}
            error={mistakes.has("fromName") ? missing : undefined}
          >
            <TextInput {...input("fromName")} maxLength={60} />
          </Field>
        </Fields>
      </div>
    </Section>
  )
}

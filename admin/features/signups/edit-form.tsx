import "./signups.css"
import { useState } from "react"
import {
  getSignupForm,
  listSignupForms,
  patchSignupForm,
  publishSignupForm,
} from "../../../server/capabilities/signups/contract.ts"
import type { FormDocument } from "../../../server/capabilities/signups/model.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { DocumentForm } from "./document-form.tsx"
import { FormPreview } from "./form-preview.tsx"

type Whole = Reply<typeof getSignupForm>

/** The draft of a form beside what it looks like. */
export function EditForm({ params }: PageProps<"/sign-ups/$formId/edit">) {
  const whole = useCall(getSignupForm, { formId: params.formId })
  return (
    <Loaded of={whole} what={{ ja: "フォームを読み込めませんでした", en: "The form could not be loaded" }}>
      {(found) => <Editor key={found.form.formId} whole={found} />}
    </Loaded>
  )
}

function Editor({ whole: { form, draft, revision } }: { whole: Whole }) {
  const t = useText()
  const may = useMay()
  const way = useWay()
  const [document, setDocument] = useState<FormDocument>(draft)
  const [isPublishing, setPublishing] = useState(false)
  const changed = JSON.stringify(document) !== JSON.stringify(draft)
  const refresh = [getSignupForm, listSignupForms]
  const save = useAct(patchSignupForm, { refresh })
  const publish = useAct(publishSignupForm, { refresh, done: () => way.go(`/sign-ups/${form.formId}`) })
  const { formId } = form
  const publishNow = async () => {
    setPublishing(false)
    const basedOn = changed ? (await save.runAsync({ formId, document, basedOn: revision })).revision : revision
    publish.run({ formId, basedOn })
  }
  return (
    <Page
      title={same(form.name)}
      above={[
        { label: { ja: "登録フォーム", en: "Sign-ups" }, to: "/sign-ups" },
        ...(form.version === null ? [] : [{ label: same(form.name), to: `/sign-ups/${formId}` }]),
      ]}
      name={{ ja: "文面を直す", en: "Edit" }}
      actions={
        <>
          <Button
            label={{ ja: "下書きを保存", en: "Save the draft" }}
            busy={save.busy}
            dimmed={!changed}
            onClick={() => save.run({ formId, document, basedOn: revision })}
          />
          {may("messages:approve") && (
            <Button
              look="go"
              label={{ ja: "公開する", en: "Publish" }}
              busy={publish.busy}
              onClick={() => setPublishing(true)}
            />
          )}
        </>
      }
    >
      <UnsavedGuard changed={changed && !publish.busy && !publish.reply} />
      <Columns split="6-6">
        <DocumentForm kind={form.kind} document={document} onChange={setDocument} />
        <FormPreview formId={formId} document={document} />
      </Columns>
      <ConfirmDialog
        open={isPublishing}
        onClose={() => setPublishing(false)}
        onConfirm={() => void publishNow().catch(() => undefined)}
        title={{ ja: "この内容で公開しますか", en: "Publish this?" }}
        confirm={{ ja: "公開する", en: "Publish" }}
      >
        <p>
          {t({
            ja: "公開した文面は、同意の証拠としてこのまま残り、あとから変えられません。直したいときは、次の版を公開します。",
            en: "What is published stays as it is, as evidence of consents. To change it later, publish the next version.",
          })}
        </p>
      </ConfirmDialog>
    </Page>
  )
}

import { type ReactNode, useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"

type Props = {
  title: Text
  draft: { readonly revision: number } | null
  live: { readonly version: number } | null
  /** Whether something on the screen is not in the draft yet, and may be put there. */
  changed: boolean
  maySave: boolean
  saving: boolean
  onSave: () => void
  /** What is asked before it is published, and the publishing itself, of this revision. */
  publishing: {
    readonly title: Text
    readonly words: Text
    readonly busy: boolean
    readonly run: (revision: number, done: () => void) => void
  }
  children: ReactNode
}

/** A document of the circle that is edited as a draft and holds once it is published: ranks, terms. */
export function DocumentPage({ title, draft, live, changed, maySave, saving, onSave, publishing, children }: Props) {
  const t = useText()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  return (
    <Page
      title={title}
      above={[{ label: { ja: "会員", en: "Members" }, to: "/members" }]}
      facts={[
        live ? (
          <Status
            key="live"
            is="live"
            label={{ ja: `第${live.version}版が有効`, en: `Version ${live.version} holds` }}
          />
        ) : null,
        draft ? <Status key="draft" is="draft" label={{ ja: "下書きあり", en: "There is a draft" }} /> : null,
      ].filter(Boolean)}
      actions={
        may("loyalty:write") && (
          <>
            <Button
              label={{ ja: "下書きを保存する", en: "Save the draft" }}
              busy={saving}
              dimmed={!maySave}
              onClick={onSave}
            />
            <Button
              look="go"
              label={{ ja: "公開する", en: "Publish" }}
              dimmed={!draft || changed}
              onClick={() => setAsking(true)}
            />
          </>
        )
      }
    >
      <UnsavedGuard changed={changed && !saving} />
      {children}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={publishing.title}
        confirm={{ ja: "公開する", en: "Publish" }}
        busy={publishing.busy}
        onConfirm={() => draft && publishing.run(draft.revision, () => setAsking(false))}
      >
        <p>{t(publishing.words)}</p>
      </ConfirmDialog>
    </Page>
  )
}

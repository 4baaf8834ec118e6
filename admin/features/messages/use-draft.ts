import { useState } from "react"
import {
  discardDraft,
  getTemplate,
  listTemplates,
  previewTemplate,
  publishDraft,
  saveDraft,
} from "../../../server/capabilities/messages/contract.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { type EditedDocument, edited, mistakesIn, written } from "./edited-document.ts"
import type { WholeTemplate } from "./whole-template.ts"

/** A wording while it is written: the document on the screen, its draft on the server, and publishing. */
export function useDraft(template: WholeTemplate) {
  const { kind, language } = template
  const place = { kind, language }
  const toast = useToast()
  const saved = template.draft?.document ?? template.published.document
  const [start, setStart] = useState(saved)
  const [document, setDocument] = useState<EditedDocument>(() => edited(saved))
  const [revision, setRevision] = useState(template.draft?.revision ?? 0)
  const changed = JSON.stringify(written(document)) !== JSON.stringify(written(edited(start)))
  const mistakes = mistakesIn(document)

  const saving = useAct(saveDraft, { refresh: [listTemplates, getTemplate] })
  const save = async (): Promise<number | undefined> => {
    if (!changed && revision > 0) return revision
    try {
      const reply = await saving.runAsync({ ...place, document: written(document), revision })
      setRevision(reply.revision)
      // safe: the server has read it as a whole document, or it would have refused it
      setStart(written(document) as typeof start)
      return reply.revision
    } catch {
      // The refusal was shown where it happened.
      return undefined
    }
  }
  const publishing = useAct(publishDraft, {
    refresh: [listTemplates, getTemplate, previewTemplate],
    done: ({ version }) => {
      setRevision(0)
      toast({
        words: {
          ja: `第${version}版を公開しました。次のメールから使われます。`,
          en: `Version ${version} is published; the next mail uses it.`,
        },
      })
    },
  })
  const publish = async () => {
    const revision = await save()
    if (revision !== undefined) publishing.run({ ...place, revision })
  }
  const discarding = useAct(discardDraft, {
    refresh: [listTemplates, getTemplate],
    done: () => {
      setStart(template.published.document)
      setDocument(edited(template.published.document))
      setRevision(0)
      toast({ words: { ja: "下書きを捨てました。", en: "The draft is gone." } })
    },
  })
  return {
    document,
    change: setDocument,
    changed,
    hasDraft: revision > 0,
    mistakes,
    save: async () => {
      if ((await save()) !== undefined) toast({ words: { ja: "下書きを保存しました。", en: "The draft is saved." } })
    },
    publish,
    discard: () => discarding.run(place),
    busy: saving.busy || publishing.busy || discarding.busy,
  }
}

export type Draft = ReturnType<typeof useDraft>

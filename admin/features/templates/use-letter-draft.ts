import { useState } from "react"
import {
  discardTemplateDraft,
  getTemplate,
  listTemplates,
  previewTemplate,
  publishTemplate,
  saveTemplateDraft,
} from "../../../server/capabilities/templates/contract.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { type EditedLetter, editedLetter, isWhole, writtenOf } from "./edited-letter.ts"
import type { WholeTemplate } from "./whole-template.ts"

/** A letter while it is written: the words on the screen, its draft on the server, and publishing. */
export function useLetterDraft({ template, draft, live }: WholeTemplate) {
  const { templateId } = template
  const toast = useToast()
  const saved = draft?.document ?? live?.document
  const [letter, setLetter] = useState<EditedLetter>(() => (saved ? editedLetter(saved) : { ja: null, en: null }))
  const [start, setStart] = useState(() => JSON.stringify(writtenOf(letter)))
  const [revision, setRevision] = useState(draft?.revision ?? 0)
  const changed = JSON.stringify(writtenOf(letter)) !== start

  const saving = useAct(saveTemplateDraft, { refresh: [listTemplates, getTemplate] })
  const save = async (): Promise<number | undefined> => {
    if (!changed && revision > 0) return revision
    try {
      const document = writtenOf(letter)
      const reply = await saving.runAsync({ templateId, document, revision })
      setRevision(reply.revision)
      setStart(JSON.stringify(document))
      return reply.revision
    } catch {
      // The refusal was shown where it happened.
      return undefined
    }
  }
  const publishing = useAct(publishTemplate, {
    refresh: [listTemplates, getTemplate, previewTemplate],
    done: ({ version }) => {
      setRevision(0)
      toast({ words: { ja: `第${version}版を公開しました。`, en: `Version ${version} is published.` } })
    },
  })
  const discarding = useAct(discardTemplateDraft, {
    refresh: [listTemplates, getTemplate],
    done: () => {
      if (!live) return
      const before = editedLetter(live.document)
      setLetter(before)
      setStart(JSON.stringify(writtenOf(before)))
      setRevision(0)
      toast({ words: { ja: "下書きを捨てました。", en: "The draft is gone." } })
    },
  })
  return {
    letter,
    change: setLetter,
    changed,
    hasDraft: revision > 0,
    isWhole: isWhole(letter),
    save: async () => {
      if ((await save()) !== undefined) toast({ words: { ja: "下書きを保存しました。", en: "The draft is saved." } })
    },
    publish: async (note: string) => {
      const saved = await save()
      if (saved !== undefined) publishing.run({ templateId, revision: saved, ...(note && { note }) })
    },
    discard: () => discarding.run({ templateId }),
    busy: saving.busy || publishing.busy || discarding.busy,
  }
}

export type LetterDraft = ReturnType<typeof useLetterDraft>

import type { MailDocument } from "../../../server/capabilities/messages/model-blocks.ts"
import type { Language } from "../../../ui/text.ts"
import { blockLines } from "../../app/blocks/block-lines.ts"

/** A document as lines that two versions can be compared by. */
export function linesOf(document: MailDocument, language: Language): string[] {
  const words = {
    subject: { ja: "件名", en: "Subject" },
    preheader: { ja: "一覧に出る文", en: "Preheader" },
    from: { ja: "差出人の名前", en: "From" },
  }
  return [
    ...(document.fromName ? [`${words.from[language]}: ${document.fromName}`] : []),
    `${words.subject[language]}: ${document.subject}`,
    `${words.preheader[language]}: ${document.preheader}`,
    ...blockLines(document.blocks, language),
  ]
}

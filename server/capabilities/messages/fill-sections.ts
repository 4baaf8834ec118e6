import { type Context, inTransaction } from "#kernel/context"
import { fillTexts } from "./line-messages.ts"
import type { Dress } from "./dress.ts"
import { factsOfLetter } from "./facts-of-letter.ts"
import { documentsOf, wordsFor } from "./letter-facts.ts"
import { templateKey } from "./letter-documents.ts"
import type { MessageToSend } from "./model-states.ts"
import { RenderFailed } from "./render-pool.ts"
import { type Section, sectionOf } from "./section-rules.ts"
import { failSection, type SectionRow, selectSections } from "./storage-sections.ts"

export type FilledSections = {
  readonly sections: readonly Section[]
  /** Under `sections` in the facts of the letter that carries them. */
  readonly facts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const nothing: FilledSections = { sections: [], facts: {} }

/**
 * The sections that a letter carries for its reader, each filled in with its own facts. One that can't be filled in is left
 * out, and its own letter ends as failed with the reason: the letter that carries it goes all the same.
 */
export async function fillSections(ctx: Context, message: MessageToSend, dress: Dress): Promise<FilledSections> {
  const { messageId, customerId } = message
  if (customerId === null) return nothing
  const rows = await inTransaction(ctx, (ctx) => selectSections(ctx, messageId, customerId))
  if (rows.length === 0) return nothing
  const sections: Section[] = []
  const facts: Record<string, Readonly<Record<string, string>>> = {}
  for (const row of rows) {
    try {
      const place = sections.length
      const { section, texts } = await fillOne(ctx, row, place, dress)
      sections.push(section)
      facts[`s${place}`] = texts
    } catch (error) {
      if (!(error instanceof RenderFailed)) throw error
      await inTransaction(ctx, (ctx) => failSection(ctx, row.messageId, `render: ${error.reason}`))
    }
  }
  return { sections, facts }
}

/** All that ride along in this letter can't: it would be more than its channel takes. */
export async function failSections(
  ctx: Context,
  { messageId, customerId }: MessageToSend,
  reason: string,
): Promise<void> {
  if (customerId === null) return
  await inTransaction(ctx, async (ctx) => {
    for (const row of await selectSections(ctx, messageId, customerId))
      await failSection(ctx, row.messageId, `render: ${reason}`)
  })
}

async function fillOne(ctx: Context, row: SectionRow, place: number, { look, zone }: Dress) {
  const template = { templateId: row.templateId, version: row.templateVersion }
  const documents = await inTransaction(ctx, (ctx) => documentsOf(ctx, [{ template }]))
  const words = wordsFor(documents.get(templateKey(template)), row.language)
  const section = words ? sectionOf(words.blocks, place) : undefined
  if (!words || !section) throw new RenderFailed("template", "the template is not there any more")
  const { language, purpose } = row
  const facts = await factsOfLetter(ctx, { ...row, words })
  return { section, texts: await fillTexts(ctx, { words, facts, look, language, zone, purpose }, section.texts) }
}

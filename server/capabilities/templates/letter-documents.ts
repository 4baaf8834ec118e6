import type { Context } from "#kernel/context"
import { type LetterDocument, letterDocument, templateKey, type TemplateRef } from "#messages"
import { selectDocuments } from "./storage.ts"

/** A published version never changes: what was read once is kept, and its texts are compiled once for all its readers. */
const known = new Map<string, LetterDocument>()
const keepKnown = 500

/** What published versions say, by `templateKey`, with their shared blocks in them. */
export async function readDocuments(
  ctx: Context,
  refs: readonly TemplateRef[],
): Promise<ReadonlyMap<string, LetterDocument>> {
  const place = (ref: TemplateRef) => `${ctx.brandId}:${templateKey(ref)}`
  const wanted = [...new Map(refs.map((ref) => [templateKey(ref), ref])).values()]
  const unread = wanted.filter((ref) => !known.has(place(ref)))
  const rows = unread.length === 0 ? [] : await selectDocuments(ctx, unread)
  const read = new Map(rows.map((row) => [templateKey(row), letterDocument.parse(row.document)]))
  for (const row of rows) {
    const document = read.get(templateKey(row))
    if (known.size >= keepKnown) known.clear()
    if (document) known.set(place(row), document)
  }
  return new Map(
    wanted.flatMap((ref): [string, LetterDocument][] => {
      const document = read.get(templateKey(ref)) ?? known.get(place(ref))
      return document ? [[templateKey(ref), document]] : []
    }),
  )
}

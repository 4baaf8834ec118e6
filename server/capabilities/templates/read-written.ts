import type { Context } from "#kernel/context"
import type { LetterDocument } from "#messages"
import { TemplateError } from "./errors.ts"
import { sharedBlocks, type SharedBlocks, type WrittenLetter, writtenLetter } from "./model.ts"
import { resolved, sharedIn } from "./resolve-rules.ts"
import { selectSharedByIds } from "./storage-shared.ts"

/** What the console sent as a letter. Throws `templates.NotADocument` with the place of the first mistake. */
export function readWritten(given: unknown): WrittenLetter {
  const parsed = writtenLetter.safeParse(given)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message }))
  throw TemplateError.NotADocument({ field: issues[0]?.path || "document", issues })
}

/** What the shared blocks of a letter say now. */
export async function sharedOf(ctx: Context, letter: WrittenLetter): Promise<ReadonlyMap<string, SharedBlocks>> {
  const rows = await selectSharedByIds(ctx, sharedIn(letter))
  return new Map(rows.map(({ sharedId, blocks }) => [sharedId, sharedBlocks.parse(blocks)]))
}

/** The letter with its shared blocks as they are now. Throws `templates.UnknownShared`. */
export async function withShared(ctx: Context, letter: WrittenLetter): Promise<LetterDocument> {
  const made = resolved(letter, await sharedOf(ctx, letter))
  if ("missing" in made) throw TemplateError.UnknownShared({ field: "sharedId" })
  return made.document
}

import { type Context, inTransaction } from "#kernel/context"
import { KlaviyoError } from "./errors.ts"
import { failureOf, type KlaviyoImport, type KlaviyoProblem, shownProblem } from "./model.ts"
import { problemWords } from "./problem-rules.ts"
import { countProblems, selectImport, selectImports, selectProblems, type StoredImport } from "./storage.ts"

type Asked = { readonly cursor?: string | undefined; readonly limit: number }

/** An import. With `hold` it stays as it is until the transaction ends. Throws `klaviyo.UnknownImport`. */
export async function storedImport(ctx: Context, importId: string, hold = false): Promise<StoredImport> {
  const found = await selectImport(ctx, importId, hold)
  if (!found) throw KlaviyoError.UnknownImport({ field: "importId" })
  return found
}

export const importById = (ctx: Context, importId: string): Promise<KlaviyoImport> =>
  inTransaction(ctx, async (ctx) => shown(await storedImport(ctx, importId)))

/** The newest first. */
export async function listImports(ctx: Context, { cursor, limit }: Asked) {
  const rows = await selectImports(ctx, idOf(cursor), limit + 1)
  const items = rows.slice(0, limit)
  return { items: items.map(shown), cursor: rows.length > limit ? (items.at(-1)?.importId ?? null) : null }
}

/** What could not be taken in as it was, in the order in which it was found. */
export async function listProblems(
  ctx: Context,
  { importId, cursor, limit }: Asked & { importId: string },
): Promise<{ items: KlaviyoProblem[]; cursor: string | null }> {
  await storedImport(ctx, importId)
  const rows = await selectProblems(ctx, importId, { afterId: idOf(cursor), limit: limit + 1 })
  const items = rows.slice(0, limit)
  return { items: items.map(shownProblem), cursor: rows.length > limit ? (items.at(-1)?.problemId ?? null) : null }
}

export const problemCounts = (ctx: Context, importId: string) =>
  inTransaction(ctx, async (ctx) =>
    (await countProblems(ctx, importId)).map((row) => ({ ...row, message: problemWords[row.code] })),
  )

const idOf = (cursor: string | undefined): string | null => (cursor && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null)

export const shown = ({ listId: _l, cursor: _c, run: _r, restarts: _n, ...row }: StoredImport): KlaviyoImport => ({
  ...row,
  failure: failureOf(row.failure),
})

import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import { actorName } from "./actor-name.ts"
import { checkTemplate } from "./check-template.ts"
import { addVersion } from "./edit-templates.ts"
import { TemplateError } from "./errors.ts"
import { sharedBlocks, type SharedBlocks, type WrittenLetter, writtenLetter } from "./model.ts"
import { sharedOf } from "./read-written.ts"
import { resolved, sharedIn } from "./resolve-rules.ts"
import { type ListedRow, selectTemplates } from "./storage.ts"
import { archiveShared, selectShared, selectSharedByIds, type SharedRow, writeSharedVersion } from "./storage-shared.ts"

type Holder = { readonly templateId: string; readonly name: { readonly ja: string; readonly en: string } }

/** Every shared block with what it says and which templates hold it. */
export async function listShared(ctx: Context) {
  const rows = await selectShared(ctx)
  const templates = await holding(ctx)
  return { items: rows.filter(({ archivedAt }) => archivedAt === null).map((row) => shownShared(row, templates)) }
}

/** Throws `templates.UnknownShared`. */
export async function oneShared(ctx: Context, sharedId: string) {
  return shownShared(await mustFindShared(ctx, sharedId), await holding(ctx))
}

type Holding = Holder & { readonly written: WrittenLetter; readonly row: ListedRow }

/** Open templates with what they say; drafts count as long as nothing is published. */
async function holding(ctx: Context): Promise<Holding[]> {
  return (await selectTemplates(ctx))
    .filter(({ binnedAt }) => binnedAt === null)
    .flatMap((row) => {
      const written = writtenLetter.safeParse(row.document)
      const name = { ja: row.nameJa, en: row.nameEn }
      return written.success ? [{ templateId: row.templateId, name, written: written.data, row }] : []
    })
}

const holdersOf = (sharedId: string, templates: readonly Holding[]) =>
  templates.filter(({ written }) => sharedIn(written).includes(sharedId))

function shownShared(row: SharedRow, templates: readonly Holding[]) {
  const { sharedId, name, liveVersion, changedAt } = row
  return {
    sharedId,
    name,
    version: liveVersion,
    changedAt,
    blocks: sharedBlocks.parse(row.blocks),
    usedIn: holdersOf(sharedId, templates).map(({ templateId, name }) => ({ templateId, name })),
  }
}

async function mustFindShared(ctx: Context, sharedId: string): Promise<SharedRow> {
  const [row] = await selectSharedByIds(ctx, [sharedId])
  if (!row) throw TemplateError.UnknownShared({ field: "sharedId" })
  return row
}

export async function createShared(ctx: Context, name: string, blocks: SharedBlocks) {
  const sharedId = ctx.id()
  await writeSharedVersion(ctx, { sharedId, name, version: 1, blocks, by: actorName(ctx.actor) })
  await audit(ctx, { action: "templates.shared-created", subject: `shared-block:${sharedId}`, after: { name } })
  return oneShared(ctx, sharedId)
}

/**
 * Says something else from now on: the block's next version, and with it the next version of every published template that
 * holds it. What was published before stays as it was approved; letters planned from now on say the new words. Throws
 * `templates.SharedMoved`, and `templates.SharedNotPublishable` naming a template that could not be published with it.
 */
export async function publishShared(
  ctx: Context,
  sharedId: string,
  { name, blocks, version }: { readonly name: string; readonly blocks: SharedBlocks; readonly version: number },
) {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "templates.write")
    const row = await mustFindShared(ctx, sharedId)
    if (row.liveVersion !== version) throw TemplateError.SharedMoved({ version: row.liveVersion })
    await writeSharedVersion(ctx, { sharedId, name, version: version + 1, blocks, by: actorName(ctx.actor) })
    const renewed = await renewHolders(ctx, sharedId, name)
    await audit(ctx, {
      action: "templates.shared-published",
      subject: `shared-block:${sharedId}`,
      before: { version },
      after: { version: version + 1, templates: renewed.map(({ templateId }) => templateId) },
    })
    return { ...(await oneShared(ctx, sharedId)), renewed }
  })
}

async function renewHolders(ctx: Context, sharedId: string, name: string): Promise<(Holder & { version: number })[]> {
  const renewed: (Holder & { version: number })[] = []
  for (const { row, written, ...holder } of holdersOf(sharedId, await holding(ctx))) {
    if (row.liveVersion === 0) continue
    const made = resolved(written, await sharedOf(ctx, written))
    if ("missing" in made) throw TemplateError.UnknownShared({ field: "sharedId" })
    const findings = await checkTemplate(ctx, { document: made.document, purpose: row.purpose })
    const errors = findings.filter(({ level }) => level === "error")
    if (errors.length > 0) throw TemplateError.SharedNotPublishable({ name: holder.name.ja, findings: errors })
    const note = name
    renewed.push({ ...holder, version: await addVersion(ctx, row, { written, document: made.document, note }) })
  }
  return renewed
}

/** Puts it away. Throws `templates.SharedInUse`. */
export async function putAwayShared(ctx: Context, sharedId: string): Promise<{ done: true }> {
  await mustFindShared(ctx, sharedId)
  const [holder] = holdersOf(sharedId, await holding(ctx))
  if (holder) throw TemplateError.SharedInUse({ name: holder.name.ja })
  await archiveShared(ctx, sharedId, ctx.now())
  await audit(ctx, { action: "templates.shared-archived", subject: `shared-block:${sharedId}` })
  return { done: true }
}

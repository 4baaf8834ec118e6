import type { z } from "zod"
import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import { knownRows } from "#kernel/known-rows"
import { MemberError } from "./errors.ts"
import { PlanDocument } from "./model-plans.ts"
import { RanksDocument } from "./model-ranks.ts"
import { TermsDocument } from "./model-terms.ts"
import {
  insertDraft,
  publishDraft,
  selectDocuments,
  selectLive,
  selectNewest,
  type StoredDocument,
  updateDraft,
} from "./storage-documents.ts"

/** A kind of document that an operator drafts and publishes; what is published never changes. */
export type Kind<T> = { readonly name: string; readonly schema: z.ZodType<T> }
export const ranksKind: Kind<RanksDocument> = { name: "ranks", schema: RanksDocument }
export const termsKind: Kind<TermsDocument> = { name: "terms", schema: TermsDocument }
const planPrefix = "plan:"
export const planKind = (planId: string): Kind<PlanDocument> => ({
  name: `${planPrefix}${planId}`,
  schema: PlanDocument,
})

export type Version<T> = Omit<StoredDocument, "document"> & { readonly document: T }
export type Draft = { readonly revision: number; readonly version: number }

const versionOf = <T>({ schema }: Kind<T>, row: StoredDocument): Version<T> => ({
  ...row,
  document: schema.parse(row.document),
})

const most = 1_000
const parsed = new Map<string, unknown>()

/** A published version never changes: it is read once. */
function publishedOf<T>(ctx: Context, { name, schema }: Kind<T>, row: StoredDocument): Version<T> {
  const place = `${ctx.brandId} ${name} ${row.version}`
  // safe: what is kept under this name was read by this very schema
  const document = (parsed.get(place) as T | undefined) ?? schema.parse(row.document)
  if (parsed.size >= most) parsed.clear()
  parsed.set(place, document)
  return { ...row, document }
}

const live = knownRows("members.live", selectLive, "where-shown")
const newest = knownRows("members.newest", selectNewest, "where-shown")

/** To be called in the transaction that writes a draft or publishes it. */
function changes(ctx: Context, { name }: Kind<unknown>): void {
  live.change(ctx, name)
  if (name.startsWith(planPrefix)) newest.change(ctx, planPrefix)
}

/** Every version, the newest first; the draft, if there is one, before all. */
export const versionsOf = async <T>(ctx: Context, kind: Kind<T>): Promise<Version<T>[]> =>
  (await selectDocuments(ctx, kind.name)).map((row) => versionOf(kind, row))

/** The version that holds now; undefined until one was published. */
export async function liveOf<T>(ctx: Context, kind: Kind<T>): Promise<Version<T> | undefined> {
  const row = await live.get(ctx, kind.name)
  return row && publishedOf(ctx, kind, row)
}

/** All plans by their ids, published or still drafts. */
export async function plansOf(
  ctx: Context,
): Promise<{ planId: string; live: Version<PlanDocument> | null; draft: Version<PlanDocument> | null }[]> {
  return (await newest.get(ctx, planPrefix)).map(({ name, live, draft }) => {
    const planId = name.slice(planPrefix.length)
    const read = (row: StoredDocument | null) => row && versionOf(planKind(planId), row)
    return { planId, live: read(live), draft: read(draft) }
  })
}

/**
 * Writes the draft. `basedOn` is the revision that it was changed from, 0 for a new draft: whoever was slower is told.
 * Throws `members.DraftMoved`.
 */
export const saveDraft = <T>(
  ctx: Context,
  kind: Kind<T>,
  { document, note, basedOn }: { document: T; note: string; basedOn: number },
): Promise<Draft> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, `members.documents.${kind.name}`)
    const [newest] = await selectDocuments(ctx, kind.name)
    const draft = newest?.publishedAt === null ? newest : undefined
    if ((draft?.revision ?? 0) !== basedOn) throw MemberError.DraftMoved({ current: draft?.revision ?? 0 })
    changes(ctx, kind)
    const version = draft?.version ?? (newest?.version ?? 0) + 1
    if (draft) await updateDraft(ctx, kind.name, { document, note })
    else await insertDraft(ctx, kind.name, { version, document, note })
    return { version, revision: basedOn + 1 }
  })

/** Makes the draft the version that holds. Throws `members.NoDraft`, `members.DraftMoved`. */
export const publish = <T>(ctx: Context, kind: Kind<T>, basedOn: number): Promise<Version<T>> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, `members.documents.${kind.name}`)
    const [draft] = await selectDocuments(ctx, kind.name)
    if (draft?.publishedAt !== null) throw MemberError.NoDraft()
    if (draft.revision !== basedOn) throw MemberError.DraftMoved({ current: draft.revision })
    const before = await selectLive(ctx, kind.name)
    changes(ctx, kind)
    await publishDraft(ctx, kind.name, byOf(ctx))
    await audit(ctx, {
      action: `members.${kind.name.split(":")[0]}-published`,
      subject: kind.name.startsWith(planPrefix) ? kind.name : `members:${kind.name}`,
      before: before?.document,
      after: draft.document,
    })
    return versionOf(kind, { ...draft, publishedAt: ctx.now(), publishedBy: byOf(ctx) })
  })

const byOf = ({ actor }: Context): string => {
  switch (actor.kind) {
    case "staff":
      return `staff:${actor.staffId}`
    case "key":
      return `key:${actor.keyId}`
    default:
      return actor.kind
  }
}

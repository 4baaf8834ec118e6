import { audit } from "#brands"
import { type Actor, type Context, inTransaction, lock } from "#kernel/context"
import { gather } from "#kernel/gather"
import { knownRows } from "#kernel/known-rows"
import { defaultProgramme } from "./default-programme.ts"
import { LoyaltyError } from "./errors.ts"
import { lintProgramme } from "./law-rules.ts"
import { Programme, type ProgrammeVersion } from "./model.ts"
import {
  deleteDraft,
  insertDraft,
  publishDraft,
  selectBeginnings,
  selectProgrammes,
  selectVersions,
  updateDraft,
} from "./storage-programmes.ts"

/** The programme that holds now; undefined until one was published. */
export const currentProgramme = (ctx: Context): Promise<ProgrammeVersion | undefined> => programmeAt(ctx, ctx.now())

/** The version that facts of this instant are judged by; undefined before the first. */
export const programmeAt = (ctx: Context, at: Date): Promise<ProgrammeVersion | undefined> =>
  inTransaction(ctx, async (ctx) => {
    const held = (await beginnings.get(ctx, "all")).find(({ holdsFrom }) => holdsFrom <= at)
    return held && programmeVersion(ctx, held.version)
  })

/** The versions that facts of these instants are judged by, in their order. */
export const programmesAt = (
  ctx: Context,
  instants: readonly Date[],
): Promise<readonly (ProgrammeVersion | undefined)[]> =>
  inTransaction(ctx, async (ctx) => {
    const all = await beginnings.get(ctx, "all")
    const held = instants.map((at) => all.find(({ holdsFrom }) => holdsFrom <= at)?.version)
    const versions = new Map<number, ProgrammeVersion | undefined>()
    for (const version of new Set(held.filter((one) => one !== undefined)))
      versions.set(version, await programmeVersion(ctx, version))
    return held.map((version) => (version === undefined ? undefined : versions.get(version)))
  })

const beginnings = knownRows("loyalty.beginnings", selectBeginnings, "where-shown")

/** Whether anything earns points in this brand: asked by every order. */
export const hasProgramme = (ctx: Context): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => (await beginnings.get(ctx, "all")).length > 0)

/** A published version. It never changes: each is read once. */
export const programmeVersion = (ctx: Context, version: number): Promise<ProgrammeVersion | undefined> =>
  inTransaction(ctx, async (ctx) => {
    const place = `${ctx.brandId} ${version}`
    const known = published.get(place)
    if (known) return known
    const found = await gather(ctx, "loyalty.version", version, async (ctx, versions) => {
      const rows = new Map((await selectVersions(ctx, versions)).map((row) => [row.version, row]))
      return versions.map((one) => rows.get(one))
    })
    if (published.size >= 1_000) published.clear()
    // One that this transaction has published itself may yet be undone: it is kept once that has ended.
    if (found) ctx.afterCommit(() => published.set(place, found))
    return found
  })
const published = new Map<string, ProgrammeVersion>()

/** Every version, the newest first; the draft, if there is one, before all. */
export const programmeVersions = (ctx: Context): Promise<ProgrammeVersion[]> =>
  inTransaction(ctx, (ctx) => selectProgrammes(ctx))

/** What editing begins with: the draft, what holds now, or what a new brand begins with. `revision` 0: no draft yet. */
export const draftOf = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const [newest, ...rest] = await selectProgrammes(ctx)
    const isDraft = newest !== undefined && newest.publishedAt === null
    const programme = newest?.programme ?? defaultProgramme
    return {
      programme,
      note: isDraft ? newest.note : "",
      revision: isDraft ? newest.revision : 0,
      /** What it was made from. */
      before: (isDraft ? rest[0] : newest) ?? null,
      lints: lintProgramme(programme, ctx.now()),
    }
  })

export type SavedDraft = { readonly version: number; readonly revision: number }

/** Writes the draft. `basedOn` is the revision that it was changed from, 0 for a new one. Throws `loyalty.DraftMoved`. */
export const saveProgramme = (
  ctx: Context,
  { programme, note = "", basedOn }: { programme: Programme; note?: string; basedOn: number },
): Promise<SavedDraft> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, "loyalty.programme")
    const [newest] = await selectProgrammes(ctx)
    const draft = newest?.publishedAt === null ? newest : undefined
    if ((draft?.revision ?? 0) !== basedOn) throw LoyaltyError.DraftMoved({ current: draft?.revision ?? 0 })
    const version = draft?.version ?? (newest?.version ?? 0) + 1
    const parsed = Programme.parse(programme)
    if (draft) await updateDraft(ctx, parsed, note)
    else await insertDraft(ctx, { version, programme: parsed, note })
    return { version, revision: basedOn + 1 }
  })

/** Throws `loyalty.NoDraft`. */
export const discardDraft = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, "loyalty.programme")
    const [newest] = await selectProgrammes(ctx)
    if (newest?.publishedAt !== null) throw LoyaltyError.NoDraft()
    await deleteDraft(ctx)
    await audit(ctx, { action: "loyalty.draft-discarded", subject: "loyalty:programme", before: newest.programme })
  })

/**
 * Makes the draft the programme that holds from now on, or from a later instant. Orders placed before keep their version.
 * Throws `loyalty.NoDraft`, `loyalty.DraftMoved`, `loyalty.MustNotPublish`.
 */
export const publishProgramme = (
  ctx: Context,
  { basedOn, holdsFrom }: { basedOn: number; holdsFrom?: Date | undefined },
): Promise<ProgrammeVersion> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, "loyalty.programme")
    const [draft, before] = await selectProgrammes(ctx)
    if (draft?.publishedAt !== null) throw LoyaltyError.NoDraft()
    if (draft.revision !== basedOn) throw LoyaltyError.DraftMoved({ current: draft.revision })
    const must = lintProgramme(draft.programme, ctx.now()).find(({ level }) => level === "must")
    if (must) throw LoyaltyError.MustNotPublish({ what: must.says.ja })
    const now = ctx.now()
    const from = holdsFrom && holdsFrom > now ? holdsFrom : now
    const by = byOf(ctx.actor)
    beginnings.change(ctx, "all")
    await publishDraft(ctx, { by, holdsFrom: from, eventNames: eventNamesOf(draft.programme) })
    const { programme } = draft
    await audit(ctx, {
      action: "loyalty.published",
      subject: "loyalty:programme",
      before: before?.programme,
      after: programme,
    })
    return { ...draft, publishedAt: now, publishedBy: by, holdsFrom: from }
  })

/** Recorded facts that earn something. */
export const eventNamesOf = ({ actions }: Programme): string[] => [
  ...new Set(actions.flatMap(({ on, isOn }) => (isOn && on.kind === "event" ? on.names : []))),
]

export const byOf = (actor: Actor): string => {
  switch (actor.kind) {
    case "staff":
      return `staff:${actor.staffId}`
    case "key":
      return `key:${actor.keyId}`
    default:
      return actor.kind
  }
}

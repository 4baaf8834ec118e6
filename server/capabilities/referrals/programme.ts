import { audit } from "#brands"
import { offerById } from "#offers"
import { type Context, inTransaction } from "#kernel/context"
import { knownRows } from "#kernel/known-rows"
import { defaultProgramme } from "./default-programme-rules.ts"
import { ReferralError } from "./errors.ts"
import { type Finding, type KnownOffer, lintProgramme } from "./lint-rules.ts"
import type { Programme } from "./model.ts"
import {
  insertPublished,
  type Published,
  selectDraft,
  selectPublished,
  selectVersions,
  writeDraft,
  writePause,
} from "./storage-programme.ts"

export type ProgrammeView = {
  readonly draft: Programme
  /** 0: nothing was saved yet. */
  readonly revision: number
  readonly live: { readonly version: number; readonly document: Programme; readonly publishedAt: Date } | null
  readonly pausedAt: Date | null
  readonly pauseReason: string | null
  readonly findings: readonly Finding[]
  readonly versions: readonly { readonly version: number; readonly publishedAt: Date; readonly publishedBy: string }[]
}

/** The draft, what is live, and what stands in the way of publishing. */
export const showProgramme = (ctx: Context): Promise<ProgrammeView> =>
  inTransaction(ctx, async (ctx) => {
    const draft = await selectDraft(ctx)
    const live = await selectPublished(ctx, null)
    const document = draft?.document ?? live?.document ?? defaultProgramme
    return {
      draft: document,
      revision: draft?.revision ?? 0,
      live: live ? { version: live.version, document: live.document, publishedAt: live.publishedAt } : null,
      pausedAt: draft?.pausedAt ?? null,
      pauseReason: draft?.pauseReason ?? null,
      findings: await findingsOf(ctx, document),
      versions: await selectVersions(ctx),
    }
  })

/** What the law and good sense say of a document that is not saved yet. */
export const findingsOf = async (ctx: Context, document: Programme): Promise<Finding[]> =>
  lintProgramme(document, await knownOffers(ctx, document))

async function knownOffers(ctx: Context, { inviter, friend }: Programme): Promise<KnownOffer[]> {
  const ids = [inviter, friend].flatMap((reward) => (reward.kind === "coupon" ? [reward.offerId] : []))
  const offers = await Promise.all([...new Set(ids)].map((id) => offerById(ctx, id)))
  return offers.flatMap((offer) =>
    offer
      ? [
          {
            offerId: offer.offerId,
            state: offer.state,
            isGift: offer.terms.benefit.kind === "gift",
            isFirstOrderOnly: offer.terms.isFirstOrderOnly,
          },
        ]
      : [],
  )
}

/** Throws `referrals.Moved` when somebody was faster. */
export const saveProgramme = (ctx: Context, document: Programme, basedOn: number): Promise<{ revision: number }> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await writeDraft(ctx, document, basedOn))) throw ReferralError.Moved({ field: "basedOn" })
    return { revision: basedOn + 1 }
  })

/** The draft holds from now on; referrals made before keep theirs. Throws `referrals.NotReady` with what stops it. */
export const publishProgramme = (ctx: Context, basedOn: number): Promise<{ version: number }> =>
  inTransaction(ctx, async (ctx) => {
    const draft = await selectDraft(ctx)
    if (!draft || draft.revision !== basedOn) throw ReferralError.Moved({ field: "basedOn" })
    const stops = (await findingsOf(ctx, draft.document)).filter(({ level }) => level === "stop")
    if (stops.length > 0) throw ReferralError.NotReady({ field: stops[0]?.field ?? "document", findings: stops })
    const before = await selectPublished(ctx, null)
    published.change(ctx, "newest")
    const version = await insertPublished(ctx, draft.document, actorOf(ctx))
    await audit(ctx, {
      action: "referrals.published",
      subject: `referral-programme:${version}`,
      before: before?.document,
      after: draft.document,
    })
    return { version }
  })

/** Stops every link at once (J20), or lets them go on. What was attributed before stays. */
export const pauseProgramme = (ctx: Context, reason: string | null): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await selectDraft(ctx))) throw ReferralError.NoProgramme()
    await writePause(ctx, reason)
    await audit(ctx, {
      action: reason === null ? "referrals.resumed" : "referrals.paused",
      subject: "referral-programme",
      after: { reason },
    })
  })

const published = knownRows("referrals.published", (ctx) => selectPublished(ctx, null), "where-shown")

/** What holds now, and whether it is paused; undefined while nothing has been published. */
export const currentProgramme = (ctx: Context): Promise<(Published & { isPaused: boolean }) | undefined> =>
  inTransaction(ctx, async (ctx) => {
    const live = await published.get(ctx, "newest")
    if (!live) return undefined
    return { ...live, isPaused: ((await selectDraft(ctx))?.pausedAt ?? null) !== null }
  })

/** A version as it was published. Throws `referrals.NoProgramme`. */
export async function programmeVersion(ctx: Context, version: number): Promise<Programme> {
  const found = await selectPublished(ctx, version)
  if (!found) throw ReferralError.NoProgramme()
  return found.document
}

export const actorOf = ({ actor }: Context): string =>
  actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind === "key" ? `key:${actor.keyId}` : actor.kind

import { peopleIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { liveOf, publish, ranksKind, saveDraft, versionsOf } from "./documents.ts"
import { MemberError } from "./errors.ts"
import { RanksDocument } from "./model-ranks.ts"
import { judgeAll } from "./judge.ts"
import { rankFindings } from "./rank-check-rules.ts"
import { judgeEverybody } from "./react.ts"
import { selectStanding } from "./storage-ranks.ts"

/** The ranks with their draft and versions, and what to begin with where there are none. */
export async function showRanks(ctx: Context) {
  const versions = await versionsOf(ctx, ranksKind)
  return {
    live: versions.find((version) => version.publishedAt !== null) ?? null,
    draft: versions.find((version) => version.publishedAt === null) ?? null,
    versions: versions.flatMap(({ version, note, publishedAt }) =>
      publishedAt ? [{ version, note, publishedAt }] : [],
    ),
    suggested: suggestedRanks,
  }
}

export const saveRanks = (ctx: Context, document: RanksDocument, note: string, basedOn: number) =>
  saveDraft(ctx, ranksKind, { document, note, basedOn })

/** Makes the draft hold; everybody is judged by it soon after. Throws `members.NoDraft`, `members.DraftMoved`. */
export const publishRanks = (ctx: Context, basedOn: number): Promise<{ version: number }> =>
  inTransaction(ctx, async (ctx) => {
    const before = (await liveOf(ctx, ranksKind))?.document ?? null
    const { version, document } = await publish(ctx, ranksKind, basedOn)
    const stops = rankFindings(document, before).filter((finding) => finding.severity === "stop")
    if (stops.length > 0) throw MemberError.NotReady({ findings: stops })
    await judgeEverybody(ctx)
    return { version }
  })

/** Nobody waits longer for the answer than for this many people. */
const most = 20_000
const together = 1_000

export type Preview = {
  /** "members", or "buyers" where nobody has joined yet: as if everybody joined today. */
  readonly among: "members" | "customers"
  readonly people: number
  /** True when there are more people than were looked at. */
  readonly isPart: boolean
  readonly ranks: readonly {
    readonly key: string
    readonly people: number
    readonly up: number
    readonly down: number
  }[]
}

/** How many would stand where by these ranks, on the brand's own orders; up and down are against where they stand now. */
export const previewRanks = (ctx: Context, document: RanksDocument): Promise<Preview> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.now()
    const among = (await selectStanding(ctx, null, 1)).length > 0 ? "members" : "customers"
    const page = among === "members" ? selectStanding : customersAsMembers
    const before = (await liveOf(ctx, ranksKind))?.document.ranks.map((rank) => rank.key) ?? []
    const counts = new Map(document.ranks.map(({ key }) => [key, { key, people: 0, up: 0, down: 0 }]))
    let after: string | null = null
    let people = 0
    for (let isMore = true; isMore && people < most; ) {
      const rows: Awaited<ReturnType<typeof selectStanding>> = await page(ctx, after, together)
      const judged = await judgeAll(ctx, document, rows, now)
      for (const { rootId, rankKey } of rows) {
        const rank = judged.get(rootId)?.rank
        const count = rank && counts.get(rank.key)
        if (!count) continue
        count.people++
        const then = rankKey === null ? -1 : before.indexOf(rankKey)
        const place = document.ranks.findIndex(({ key }) => key === count.key)
        if (then >= 0 && place > then) count.up++
        if (then >= 0 && place < then) count.down++
      }
      people += rows.length
      after = rows.at(-1)?.rootId ?? null
      isMore = rows.length === together
    }
    return { among, people, isPart: people >= most, ranks: [...counts.values()] }
  })

const customersAsMembers: typeof selectStanding = async (ctx, after, limit) =>
  (await peopleIds(ctx, after, limit)).map((rootId) => ({ rootId, enrolledAt: ctx.now(), rankKey: null }))

const suggestedRanks: RanksDocument = RanksDocument.parse({
  metric: "spend",
  window: { kind: "rolling", months: 12 },
  judged: { every: "month" },
  graceDays: 30,
  ranks: [
    { key: "regular", name: { ja: "レギュラー", en: "Regular" }, needs: 0 },
    {
      key: "silver",
      name: { ja: "シルバー", en: "Silver" },
      needs: 20_000,
      benefits: [{ kind: "points-bonus", bonusBp: 2_500 }],
    },
    {
      key: "gold",
      name: { ja: "ゴールド", en: "Gold" },
      needs: 50_000,
      benefits: [
        { kind: "points-bonus", bonusBp: 5_000 },
        { kind: "free-shipping" },
        { kind: "early-access", hours: 24 },
      ],
    },
  ],
})

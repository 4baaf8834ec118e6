import { brandById } from "#brands"
import { customersByIds } from "#customers"
import { browseOrders, orderByNumber, ordersByIds } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { addDays, eachDay, firstOfMonth } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { differences } from "./diff-rules.ts"
import { LoyaltyError } from "./errors.ts"
import { lintProgramme } from "./law-rules.ts"
import type { Multiplier, Programme, ProgrammeVersion } from "./model.ts"
import { currentProgramme, draftOf, programmeVersions, saveProgramme } from "./programmes.ts"
import { previewOrder } from "./quote-order.ts"
import { selectActionSums, selectWaitingActs } from "./storage-acts.ts"
import { selectFix, selectFixedOrders } from "./storage-fixes.ts"
import { countWaiting, selectDays, selectOrderSums, selectRuleSums } from "./storage-overview.ts"

const versionRow = ({ programme: _programme, ...row }: ProgrammeVersion) => row

const stateOf = ({ isOn, from, until }: Multiplier, now: Date) =>
  !isOn
    ? ("off" as const)
    : until && until <= now
      ? ("over" as const)
      : from && from > now
        ? ("to-come" as const)
        : ("running" as const)

/** The programme with what it came to this month, by the brand's calendar. */
export const showLoyalty = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.now()
    const brand = await brandById(ctx, ctx.brandId)
    const zone = brand?.zone ?? "Asia/Tokyo"
    const today = dayIn(zone, now)
    const from = startOfDay(zone, firstOfMonth(today))
    const [newest] = await programmeVersions(ctx)
    const live = await currentProgramme(ctx)
    const sums = await selectOrderSums(ctx, from)
    const rules = await selectRuleSums(ctx, from)
    const ever = new Map((await selectRuleSums(ctx, null)).map((sum) => [sum.rule, sum]))
    const actions = await selectActionSums(ctx, from)
    const of = (prefix: string) =>
      rules.filter(({ rule }) => rule.startsWith(prefix)).reduce((sum, { points }) => sum + points, 0)
    const first = addDays(today, -29)
    const days = new Map((await selectDays(ctx, zone, startOfDay(zone, first))).map((row) => [row.day, row]))
    return {
      programme: live?.programme ?? null,
      version: live?.version ?? null,
      holdsFrom: live?.holdsFrom ?? null,
      hasDraft: newest !== undefined && newest.publishedAt === null,
      currency: brand?.currency ?? "JPY",
      month: {
        from,
        orders: sums.orders,
        people: sums.people,
        sales: sums.sales,
        purchasePoints: of("base") + of("cap:"),
        multiplierPoints: of("multiplier:") + of("boost:"),
        rankPoints: of("rank"),
        actionPoints: actions.reduce((sum, { points }) => sum + points, 0),
        takenBack: Math.max(0, sums.earned - sums.points),
      },
      days: [...eachDay(first, today)].map((day) => days.get(day) ?? { day, purchase: 0, action: 0 }),
      actions,
      multipliers: (live?.programme.multipliers ?? []).map((multiplier) => {
        const sum = ever.get(`multiplier:${multiplier.key}`)
        const { points = 0, people = 0, orders = 0 } = sum ?? {}
        return { key: multiplier.key, state: stateOf(multiplier, now), points, people, orders }
      }),
      waiting: await countWaiting(ctx),
      lints: live ? lintProgramme(live.programme, now) : [],
    }
  })

/** The draft, beside what it would change. */
export const showDraft = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const { programme, note, revision, before, lints } = await draftOf(ctx)
    const live = before && versionRow(before)
    return {
      programme,
      note,
      revision,
      live,
      lints,
      differences: before ? differences(before.programme, programme) : [],
    }
  })

export const keepDraft = (
  ctx: Context,
  { programme, note, basedOn }: { programme: Programme; note: string; basedOn: number },
) =>
  inTransaction(ctx, async (ctx) => {
    const saved = await saveProgramme(ctx, { programme, note, basedOn })
    const { lints, differences } = await showDraft(ctx)
    return { ...saved, lints, differences }
  })

export const showVersions = async (ctx: Context) => ({ items: (await programmeVersions(ctx)).map(versionRow) })

/** Throws `loyalty.UnknownVersion`. */
export const showVersion = (ctx: Context, version: number) =>
  inTransaction(ctx, async (ctx) => {
    const all = await programmeVersions(ctx)
    const found = all.find((one) => one.version === version)
    if (!found) throw LoyaltyError.UnknownVersion({ field: "version" })
    const before = all.find((one) => one.version < version)
    return {
      programme: found.programme,
      differences: before ? differences(before.programme, found.programme) : [],
    }
  })

/** Explains an order by its id or number; without either, the newest that is paid. Null when there is none. */
export const showPreview = (
  ctx: Context,
  {
    orderId,
    number,
    programme,
  }: { orderId?: string | undefined; number?: string | undefined; programme?: Programme | undefined },
) =>
  inTransaction(ctx, async (ctx) => {
    const id = orderId ?? (number ? (await orderByNumber(ctx, number))?.orderId : await latestOrder(ctx))
    if (!id) return { found: null }
    return { found: await previewOrder(ctx, { orderId: id, programme }) }
  })

/** The newest order of somebody we know that is paid, among the last ones. */
async function latestOrder(ctx: Context): Promise<string | undefined> {
  const { items } = await browseOrders(ctx, {}, { limit: 50 })
  const paid = items.filter(({ customerId, paymentApprovedAt, counted }) => customerId && paymentApprovedAt && counted)
  return (paid[0] ?? items[0])?.orderId
}

/** Claims that wait, with whose they are and what for. */
export const showWaiting = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const waiting = await selectWaitingActs(ctx, 200)
    const people = await customersByIds(
      ctx,
      waiting.map(({ customerId }) => customerId),
    )
    const rules = new Map((await currentProgramme(ctx))?.programme.actions.map((rule) => [rule.key, rule]))
    const maySee = ctx.rights?.has("customers:personal") ?? true
    return {
      items: waiting.map(({ actId, customerId, action, points, at, proof }) => {
        const rule = rules.get(action)
        return {
          actId,
          customerId,
          name: maySee ? (people.get(customerId)?.displayName ?? null) : null,
          action,
          title: rule?.title ?? { ja: action, en: action },
          act: rule?.on.kind === "act" ? rule.on.act : null,
          points,
          at,
          proof: readProof(proof),
        }
      }),
    }
  })

function readProof(proof: unknown): { url?: string; words?: string } | null {
  if (typeof proof !== "object" || proof === null) return null
  return {
    ...("url" in proof && typeof proof.url === "string" ? { url: proof.url } : {}),
    ...("words" in proof && typeof proof.words === "string" ? { words: proof.words } : {}),
  }
}

/** Throws `loyalty.UnknownFix`. */
export const showFix = (ctx: Context, fixId: string) =>
  inTransaction(ctx, async (ctx) => {
    const fix = await selectFix(ctx, fixId)
    if (!fix) throw LoyaltyError.UnknownFix({ field: "fixId" })
    const orders = await selectFixedOrders(ctx, fixId, 100)
    const numbers = new Map(
      (
        await ordersByIds(
          ctx,
          orders.map(({ orderId }) => orderId),
        )
      ).map(({ orderId, number }) => [orderId, number]),
    )
    return {
      fix,
      orders: orders.map(({ orderId, customerId, pointsBefore, pointsAfter }) => ({
        orderId,
        number: numbers.get(orderId) ?? null,
        customerId,
        pointsBefore,
        pointsAfter,
      })),
    }
  })

import { makeOffer, OfferTerms, setOfferState } from "#offers"
import {
  defaultReferralProgramme,
  linksOf,
  noteReferredOrder,
  publishReferralProgramme,
  releaseReferrals,
  saveReferralProgramme,
} from "#referrals"
import type { Context } from "#kernel/context"
import type { Life } from "./model.ts"
import { day, minute } from "./times.ts"

/** So many members share a link; so many who bought for the first time came by one. */
const sharers = 30
const friends = 24
/** How long ago the programme began. */
const begunDays = 160

type Known = {
  readonly life: Life
  readonly members: readonly number[]
  /** The ids of people and of orders, by what the life calls them. */
  readonly customerIds: ReadonlyMap<number, string>
  readonly placed: ReadonlyMap<string, string>
  readonly madeAt: Date
}

/**
 * The referral programme of ひなた: who shares it, who came by a friend's code, and what both got once the return window was
 * over. Someone who lives where her friend lives waits for a person's eye.
 */
export async function bringFriends(filling: Context, known: Known): Promise<void> {
  const { life, members, customerIds, madeAt } = known
  const begun = new Date(madeAt.getTime() - begunDays * day)
  const then = { ...filling, now: () => begun }
  await openProgramme(then)
  const sharing = members.slice(0, sharers)
  const ids = sharing.flatMap((index) => customerIds.get(index) || [])
  const byLine = await linksOf(then, ids, { channel: "line" })
  const byCode = await linksOf(then, ids, { channel: "copy" })
  for (const [nth, { inviter, order }] of pairsOf(life, sharing, begun.getTime()).entries()) {
    const [inviterId = "", customerId = ""] = [customerIds.get(inviter), customerIds.get(order.person)]
    const link = (nth % 3 === 0 ? byCode : byLine).get(inviterId)
    const orderId = known.placed.get(order.snapshot.externalId)
    if (!link || !orderId) continue
    const at = new Date(order.snapshot.placedAt.getTime() + minute)
    await noteReferredOrder({ ...filling, now: () => at }, { orderId, customerId, codes: [link.token] })
  }
  await releaseReferrals({ ...filling, now: () => madeAt })
}

async function openProgramme(ctx: Context): Promise<void> {
  const { offerId } = await makeOffer(ctx, {
    name: "お友だちの最初の一箱",
    terms: OfferTerms.parse({
      benefit: { kind: "fixed", amount: 1_000 },
      minimum: 4_000,
      isFirstOrderOnly: true,
      codeDays: 60,
      budget: 300_000,
      prefix: "TOMO",
    }),
  })
  await setOfferState(ctx, offerId, "live")
  const { revision } = await saveReferralProgramme(
    ctx,
    { ...defaultReferralProgramme, friend: { kind: "coupon", offerId } },
    0,
  )
  await publishReferralProgramme(ctx, revision)
}

/**
 * First orders since the programme began, each with the member who told of the shop: those who live with one by her, the
 * others by turns, so that a few bring several and most bring one.
 */
function pairsOf({ people, orders }: Life, sharing: readonly number[], begun: number) {
  const firsts = new Map<number, Life["orders"][number]>()
  for (const order of orders) if (!firsts.has(order.person)) firsts.set(order.person, order)
  const homeOf = (index: number) => {
    const person = people[index]?.person
    return person ? `${person.zip} ${person.street} ${person.building ?? ""}` : ""
  }
  const housemates = new Map(sharing.map((index) => [homeOf(index), index]))
  const fresh = [...firsts.values()]
    .filter(
      ({ person, snapshot }) =>
        snapshot.placedAt.getTime() > begun &&
        snapshot.channel === "online" &&
        !snapshot.cancelledAt &&
        !sharing.includes(person),
    )
    .map((order) => ({ order, housemate: housemates.get(homeOf(order.person)) }))
  const living = fresh.filter(({ housemate }) => housemate !== undefined).slice(0, 2)
  const apart = fresh.filter(({ housemate }) => housemate === undefined)
  const every = Math.max(1, Math.floor(apart.length / friends))
  return [...living, ...apart.filter((_, nth) => nth % every === 0).slice(0, friends)].map(
    ({ order, housemate }, nth) => ({ order, inviter: housemate ?? sharing[(nth * nth) % sharing.length] ?? 0 }),
  )
}

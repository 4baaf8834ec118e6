import { beforeAll, beforeEach, expect, test } from "vitest"
import { allRights } from "#brands"
import { eraseCustomer, exportCustomer, mergeCustomers, resolveCustomer, unmergeCustomer } from "#customers"
import { timelineOf } from "#events"
import { letterKnowledge } from "#messages"
import { applyOrder, applyPastOrders, applyRefund } from "#orders"
import { earnPoints, revokePoints, spendPoints } from "#points"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { previewRanks, publishRanks, saveRanks, showRanks } from "./edit-ranks.ts"
import { publishTerms, saveTerms } from "./edit-terms.ts"
import {
  acceptTerms,
  benefitsOf,
  cardQr,
  commitRing,
  dropRing,
  enrol,
  enrolAll,
  leaveCircle,
  memberByCode,
  membersOf,
  opensFor,
  rankAt,
  replaceCard,
} from "./index.ts"
import { judgeDue } from "./judge.ts"
import { RanksDocument } from "./model-ranks.ts"
import { TermsDocument } from "./model-terms.ts"
import { circlePart, memberCards } from "./my-page.ts"
import { memberFields } from "./segment-fields.ts"
import { listAll, showCircle, showMember } from "./show-members.ts"

let ctx: TestContext
let hanako: string
let people = 0
const mailOf = (n: number) => `m${n}@example.jp`

beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  await ranks()
})
beforeEach(async () => {
  hanako = await person()
})

async function person(mail = mailOf(++people)): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value: mail }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}

const readRank = (customerId: string) =>
  inTransaction(ctx, async (ctx) => memberCards.find(({ key }) => key === "member-rank")?.read(ctx, customerId, "ja"))

const gift = { ja: "ハンドクリーム", en: "Hand cream" }
async function ranks(changes: object = {}): Promise<void> {
  const document = RanksDocument.parse({
    metric: "spend",
    window: { kind: "rolling", months: 12 },
    judged: { every: "month" },
    dropsOnRefund: true,
    ranks: [
      { key: "regular", name: { ja: "レギュラー", en: "Regular" }, needs: 0 },
      {
        key: "silver",
        name: { ja: "シルバー", en: "Silver" },
        needs: 5_000,
        benefits: [
          { kind: "points-bonus", bonusBp: 2_500 },
          { kind: "gift", words: gift },
          { kind: "early-access", hours: 24 },
        ],
      },
      { key: "gold", name: { ja: "ゴールド", en: "Gold" }, needs: 50_000, benefits: [{ kind: "free-shipping" }] },
    ],
    ...changes,
  })
  const { draft } = await inTransaction(ctx, showRanks)
  const { revision } = await saveRanks(ctx, document, "", draft?.revision ?? 0)
  await publishRanks(ctx, revision)
}

let orders = 0
/** 7,180 yen of goods and 550 for shipping. */
async function buys(n: number, more: object = {}): Promise<string> {
  const paid = { placedAt: ctx.now(), updatedAt: ctx.now(), paymentApprovedAt: ctx.now() }
  const identities = [{ kind: "email" as const, issuer: "", value: mailOf(n) }]
  const externalId = `m-${++orders}`
  const order = anOrder({ externalId, ...paid, customer: { identities, profile: {} }, ...more })
  await inTransaction(ctx, (ctx) => applyOrder(ctx, order))
  await ctx.drain()
  return externalId
}
const rankOf = async (id: string) => (await membersOf(ctx, [id])).get(id)?.rank?.key ?? null
const factsOf = async (id: string) =>
  (await inTransaction(ctx, (ctx) => timelineOf(ctx, id, { limit: 50 }))).items.map(({ name }) => name)

test("H19 F70 joining is one membership, by however many doors and however often at once", async () => {
  const by = ["mail", "line", "page", "mail", "api", "shop"] as const
  const joined = await Promise.all(by.map((door) => enrol(ctx, { customerId: hanako, by: door })))
  expect(new Set(joined.map(({ card }) => card)).size).toBe(1)
  expect(joined[0]?.card).toMatch(/^2[0-9]{12}$/)
  expect(joined[0]?.rank).toMatchObject({ key: "regular", next: { key: "silver", missing: 5_000, metric: "spend" } })
  const facts = await factsOf(hanako)
  expect(facts.filter((name) => name === "Member Enrolled")).toHaveLength(1)
  expect(facts).not.toContain("Rank Reached")
  await expect(enrol(ctx, { customerId: ctx.id(), by: "api" })).rejects.toThrow("members.UnknownCustomer")
})

test("O17 a card is found by its number and its QR code; a lost one, a forged one and one of who left open nothing", async () => {
  const { card } = await enrol(ctx, { customerId: hanako, by: "shop" })
  expect((await memberByCode(ctx, `${card.slice(0, 7)} ${card.slice(7)}`)).customerId).toBe(hanako)
  expect((await memberByCode(ctx, cardQr(ctx, card))).customerId).toBe(hanako)
  await expect(memberByCode(ctx, `M1.${card}.AAAAAAAAAAAAAAAA`)).rejects.toThrow("members.UnknownCard")
  await replaceCard(ctx, hanako)
  await expect(memberByCode(ctx, card)).rejects.toThrow("members.UnknownCard")
  const now = (await membersOf(ctx, [hanako])).get(hanako)?.card ?? ""
  await leaveCircle(ctx, hanako)
  await leaveCircle(ctx, hanako)
  await expect(memberByCode(ctx, now)).rejects.toThrow("members.UnknownCard")
  expect((await membersOf(ctx, [hanako])).get(hanako)).toMatchObject({ left: ctx.now(), rank: null })
  const back = await enrol(ctx, { customerId: hanako, by: "page" })
  expect(back).toMatchObject({ left: null, card: now, by: "page" })
})

test("H13 I21 L19 a paid order lifts the rank once, a refund takes it, the gift comes once in a period", async () => {
  await enrol(ctx, { customerId: hanako, by: "mail" })
  ctx.pass(60_000)
  const externalId = await buys(people)
  expect(await rankOf(hanako)).toBe("silver")
  const [first] = (await inTransaction(ctx, (ctx) => timelineOf(ctx, hanako, { limit: 50 }))).items.filter(
    ({ name }) => name === "Rank Reached",
  )
  expect(first?.properties).toMatchObject({ rank: "silver", from: "regular", gifts: [{ words: gift }] })
  ctx.pass(60_000)
  const refund = { externalId: "r1", at: ctx.now(), amount: 7_000, lines: [] }
  await inTransaction(ctx, (ctx) => applyRefund(ctx, { source: "shopify:test", externalId }, refund))
  await ctx.drain()
  expect(await rankOf(hanako)).toBe("regular")
  ctx.pass(60_000)
  await buys(people)
  expect(await rankOf(hanako)).toBe("silver")
  const whole = await showMember(ctx, hanako)
  expect(whole.history?.map(({ to, why }) => [to, why])).toEqual([
    ["silver", "reached"],
    ["regular", "refunded"],
    ["silver", "reached"],
    ["regular", "enrolled"],
  ])
  expect(whole.gifts).toHaveLength(1)
  expect(whole.why).toMatchObject({ total: 7_360, ranks: [{ missing: 0 }, { isHeld: true }, { missing: 42_640 }] })
  expect((await factsOf(hanako)).filter((name) => name.startsWith("Rank"))).toEqual([
    "Rank Reached",
    "Rank Lost",
    "Rank Reached",
  ])
})

test("H13 F65 a rank that runs out is lost by the clock, though nothing happens", async () => {
  const own = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  const before = ctx
  ctx = own
  try {
    await ranks()
    const her = await person()
    await enrol(ctx, { customerId: her, by: "mail" })
    await buys(people)
    expect(await rankOf(her)).toBe("silver")
    ctx.moveTo("2027-04-30T09:00:00+09:00")
    await judgeDue(ctx)
    expect(await rankOf(her)).toBe("silver")
    ctx.moveTo("2027-05-01T00:00:00+09:00")
    await judgeDue(ctx)
    expect(await rankOf(her)).toBe("regular")
    await judgeDue(ctx)
    expect((await showMember(ctx, her)).history).toHaveLength(3)
    expect((await rankAt(ctx, [her], new Date("2027-04-30T09:00:00+09:00"))).get(her)?.key).toBe("silver")
  } finally {
    ctx = before
  }
})

test("B04 H14 I31 I32 a rank's benefits are told on the public page and to letters, open early, and add to points", async () => {
  await enrol(ctx, { customerId: hanako, by: "mail" })
  await buys(people)
  expect((await rankAt(ctx, [hanako], ctx.now())).get(hanako)?.bonusBp).toBe(2_500)
  const opensAt = new Date("2026-06-02T10:00:00+09:00")
  const other = await person()
  const opens = await opensFor(ctx, [hanako, other], opensAt)
  expect([opens.get(hanako), opens.get(other)]).toEqual([new Date("2026-06-01T10:00:00+09:00"), opensAt])
  expect((await benefitsOf(ctx, [hanako, other])).size).toBe(1)
  const known = []
  for (const { read } of ctx.product.contributed(letterKnowledge))
    known.push((await inTransaction(ctx, (ctx) => read(ctx, [hanako, other]))).get(hanako))
  const found = known.find((facts) => facts && "member" in facts)
  expect(found).toMatchObject({
    member: {
      rank: "シルバー",
      next: { name: "ゴールド", missing: 42_820, missingText: "42,820円" },
      benefitLine: "ポイントが25%多くたまる・ハンドクリーム・新作や限定品に1日早く",
    },
  })
  const shown = await inTransaction(ctx, async (ctx) => circlePart.read(ctx, "ja"))
  expect(shown?.sections).toMatchObject([
    {
      id: "ranks",
      pieces: [
        {
          columns: ["レギュラー", "シルバー", "ゴールド"],
          rows: [
            { label: "条件", cells: ["入会時から", "5,000円〜", "50,000円〜"] },
            { label: "ポイント", cells: ["—", "+25%", "—"] },
            { label: "送料", cells: ["—", "—", "無料"] },
            { label: "先行販売", cells: ["—", "1日前", "—"] },
            { label: "贈りもの", cells: ["—", "ハンドクリーム", "—"] },
          ],
        },
        { text: "直近12か月のお支払い額で数えます。毎月1日に見直します。達すると、すぐに上がります。" },
      ],
    },
  ])
  const values = await Promise.all(
    memberFields.map(async ({ key, read }) => [
      key,
      (await inTransaction(ctx, (ctx) => read(ctx, [hanako]))).get(hanako),
    ]),
  )
  expect(Object.fromEntries(values)).toMatchObject({
    "members.is-member": true,
    "members.rank": "silver",
    "members.since": "2026-04-01",
    "members.yen-to-next": 42_820,
  })
})

test("H19 terms are versioned, accepted with evidence, the first time stands, and her page keeps the words", async () => {
  const body = { ja: "一、ポイントは1年で失効します。", en: "1. Points expire after a year." }
  const terms = TermsDocument.parse({ title: { ja: "会員規約", en: "Terms" }, body })
  const { revision } = await saveTerms(ctx, terms, "", 0)
  await expect(acceptTerms(ctx, { customerId: hanako, version: 1, by: "page" })).rejects.toThrow(
    "members.UnknownVersion",
  )
  expect(await publishTerms(ctx, revision)).toEqual({ version: 1 })
  await expect(publishTerms(ctx, revision)).rejects.toThrow("members.NoDraft")
  await expect(acceptTerms(ctx, { customerId: hanako, version: 1, by: "page" })).rejects.toThrow("members.NotAMember")
  const evidence = { page: "/s/hinata/rewards", words: "規約に同意します" }
  await enrol(ctx, { customerId: hanako, by: "page", terms: 1, evidence })
  const acceptedAt = ctx.now()
  ctx.pass(1_000)
  await acceptTerms(ctx, { customerId: hanako, version: 1, by: "api" })
  const { acceptances, member } = await showMember(ctx, hanako)
  expect(acceptances).toEqual([{ version: 1, acceptedAt, door: "page", evidence }])
  expect(member?.terms).toEqual({ version: 1, acceptedAt })
  const page = async () => JSON.stringify((await readRank(hanako))?.pieces)
  expect(await page()).toContain("会員規約 ・ 第1版に2026年4月1日に同意")
  const harder = { ...terms, body: { ja: "一、ポイントは2年で失効します。", en: "1. Points expire after two years." } }
  await publishTerms(ctx, (await saveTerms(ctx, harder, "", 0)).revision)
  const again = await page()
  expect(["members.accept-terms", "2年で失効", "1年で失効"].map((words) => again.includes(words))).toEqual(
    Array(3).fill(true),
  )
  await acceptTerms(ctx, { customerId: hanako, version: 2, by: "page" })
  expect(await page()).not.toContain("members.accept-terms")
  const { asked, hasTerms } = await inTransaction(ctx, showCircle)
  expect([hasTerms, asked > 0]).toEqual([true, true])
})

test("L20 F96 two members are one person and two again, cards and all; who is erased leaves nothing", async () => {
  const other = await person()
  const cards = (
    await enrolAll(
      ctx,
      [hanako, other].map((customerId) => ({ customerId, by: "mail" as const })),
    )
  ).map(({ card }) => card)
  await buys(people)
  await mergeCustomers(ctx, other, hanako)
  for (const card of cards) expect((await memberByCode(ctx, card)).customerId).toBe(hanako)
  expect([await rankOf(hanako), await rankOf(other)]).toEqual(["silver", "silver"])
  await unmergeCustomer(ctx, other)
  expect([await rankOf(hanako), await rankOf(other)]).toEqual(["regular", "silver"])
  expect((await memberByCode(ctx, cards[1] ?? "")).customerId).toBe(other)
  expect(await exportCustomer(ctx, other)).toMatchObject({ members: { members: [{ rank_key: "silver" }] } })
  await eraseCustomer(ctx, other, "request")
  expect((await membersOf(ctx, [other])).size).toBe(0)
  await expect(memberByCode(ctx, cards[1] ?? "")).rejects.toThrow("members.UnknownCard")
})

test("U07 a ring's members are nobody's business until it is kept, and never were when it is dropped", async () => {
  const ring = ctx.id()
  await enrol(ctx, { customerId: hanako, by: "page", ring })
  expect((await membersOf(ctx, [hanako])).size).toBe(0)
  expect((await membersOf(ctx, [hanako], { ring })).get(hanako)?.ring).toBe(ring)
  await buys(people)
  expect(await factsOf(hanako)).not.toContain("Rank Reached")
  await dropRing(ctx, ring)
  expect((await showMember(ctx, hanako)).member).toBeNull()
  await enrol(ctx, { customerId: hanako, by: "page", ring })
  await commitRing(ctx, ring)
  expect((await membersOf(ctx, [hanako])).get(hanako)).toMatchObject({ ring: null, rank: { key: "silver" } })
})

test("H13 the editor is told how many would stand where, and who is slower to save", async () => {
  const own = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  const before = ctx
  ctx = own
  try {
    const ids = [await person(), await person()]
    await buys(people)
    const { suggested } = await inTransaction(ctx, showRanks)
    const low = { ...suggested, ranks: suggested.ranks.map((rank, i) => ({ ...rank, needs: i * 3_000 })) }
    expect(await previewRanks(ctx, low)).toMatchObject({
      among: "customers",
      people: 2,
      ranks: [{ people: 1 }, { people: 0 }, { people: 1 }],
    })
    await ranks()
    await enrolAll(
      ctx,
      ids.map((customerId) => ({ customerId, by: "import" as const })),
    )
    expect((await previewRanks(ctx, low)).ranks).toMatchObject([{ up: 0 }, { up: 0 }, { people: 1, up: 1, down: 0 }])
    await expect(saveRanks(ctx, low, "", 3)).rejects.toThrow("members.DraftMoved")
    const { items } = await inTransaction(ctx, (ctx) => listAll(ctx, { state: "in", rank: "silver", limit: 10 }))
    expect(items).toMatchObject([{ customerId: ids[1], rankTotal: 7_180, missing: 42_820 }])
  } finally {
    ctx = before
  }
})

test("H13 ranks may count points earned, less those taken back; spent ones were earned", async () => {
  const own = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  const before = ctx
  ctx = own
  try {
    await ranks({ metric: "points" })
    const her = await person()
    await enrol(ctx, { customerId: her, by: "mail" })
    ctx.pass(1_000)
    const at = ctx.now()
    const cause = { type: "test", id: "1", rule: "test", seq: 0 }
    const reason = { ja: "テスト", en: "Test" }
    const about = { customerId: her, origin: "action" as const, programmeVersion: null, reason, effectiveAt: at }
    await earnPoints(ctx, [{ ...about, points: 6_000, cause, confirmsAt: at, expiry: null }])
    await ctx.drain()
    expect(await rankOf(her)).toBe("silver")
    const spent = { customerId: her, points: 5_000, cause: { ...cause, id: "2" }, purpose: "reward" as const, reason }
    await spendPoints(ctx, spent)
    await judgeDue(ctx)
    expect(await rankOf(her)).toBe("silver")
    ctx.pass(1_000)
    const of = { type: "test", id: "1" }
    const back = { customerId: her, of, keeps: 4_000, cause: { ...cause, id: "3" }, shortage: "debt" as const }
    await revokePoints(ctx, [{ ...back, reason, effectiveAt: ctx.now() }])
    await ctx.drain()
    expect(await rankOf(her)).toBe("regular")
  } finally {
    ctx = before
  }
})

test("H13 orders of the past that are brought in count, without a word to anybody", async () => {
  await enrol(ctx, { customerId: hanako, by: "mail" })
  const at = new Date("2026-02-01T12:00:00+09:00")
  const identities = [{ kind: "email" as const, issuer: "", value: mailOf(people) }]
  const past = anOrder({
    source: "import",
    externalId: "past-1",
    placedAt: at,
    updatedAt: at,
    paymentApprovedAt: at,
    customer: { identities, profile: {} },
  })
  await inTransaction(ctx, (ctx) => applyPastOrders(ctx, [past]))
  await judgeDue(ctx)
  expect(await rankOf(hanako)).toBe("silver")
  expect(allRights).toContain("till:use")
})

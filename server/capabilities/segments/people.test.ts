import { afterAll, beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { createSegment, publishSegment } from "./edit-segments.ts"
import { keepBrand } from "./keep-segments.ts"
import { listAudience } from "./list-audience.ts"
import { listMembers } from "./members.ts"
import { SegmentDocument } from "./model.ts"
import { whySegment } from "./why.ts"

let engine: Analytics
let ctx: TestContext
let ids: string[]
beforeAll(async () => {
  engine = await analytics()
  ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  ids = []
  for (const [name, language] of [
    ["渡邉", "ja"],
    ["高橋", "ja"],
    ["Smith", "en"],
    ["高田", "ja"],
  ] as const)
    ids.push(await someone(name, language))
  await projectAll(ctx)
  while (await keepBrand(ctx));
})
afterAll(() => engine.stop())

let n = 0
const someone = (familyName: string, language: "ja" | "en") =>
  inTransaction(ctx, async (ctx) => {
    const email = `l${++n}@example.jp`
    const identities = [{ kind: "email" as const, issuer: "", value: email }]
    const profile = { email, familyName, language }
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now(), profile })).customerId
  })

// As an endpoint does it: reads of a brand are in its transaction.
const list = (...[document, wanted]: [SegmentDocument, Parameters<typeof listAudience>[2]]) =>
  inTransaction(ctx, (ctx) => listAudience(ctx, document, wanted))
const search = (segmentId: string, query: string) =>
  inTransaction(ctx, (ctx) => listMembers(ctx, segmentId, { query, limit: 10 }))

const japanese = SegmentDocument.parse({
  format: 1,
  who: { kind: "attribute", field: "language", test: { is: ["ja"] } },
})

test("D01 A11 everybody behind a count is listed before anything is published, page by page, and can be searched", async () => {
  const first = await list(japanese, { limit: 2 })
  const second = await list(japanese, { limit: 2, cursor: first.cursor ?? "" })
  const listed = [...first.items, ...second.items].map(({ customerId }) => customerId)
  expect(listed.toSorted()).toEqual([ids[0], ids[1], ids[3]].toSorted())
  expect(second.cursor).toBeNull()
  const found = await list(japanese, { limit: 10, query: "高" })
  expect(found.items.map(({ customerId }) => customerId).toSorted()).toEqual([ids[1], ids[3]].toSorted())
  expect((await list(japanese, { limit: 10, query: "Smith" })).items, "she does not match").toEqual([])
  await expect(list(japanese, { limit: 2, cursor: "x" })).rejects.toMatchObject({
    code: "segments.BadCursor",
  })
  engine.away(true)
  await expect(list(japanese, { limit: 2 })).rejects.toMatchObject({ code: "segments.AnalyticsAway" })
  engine.away(false)
})

test("D01 A14 members are searched by name, and why each of them is in is told with her own value", async () => {
  const draft = { name: { ja: "日本語", en: "Japanese" }, intent: "to be read", document: japanese, note: "" }
  const { segmentId } = await createSegment(ctx, draft)
  await publishSegment(ctx, segmentId)
  while (await keepBrand(ctx));
  const found = await search(segmentId, "渡邉")
  expect(found.items).toMatchObject([{ customerId: ids[0], cause: "definition", email: "l1@example.jp" }])
  expect((await search(segmentId, "Smith")).items).toEqual([])
  const why = await inTransaction(ctx, (ctx) => whySegment(ctx, segmentId, ids[0] ?? ""))
  expect(why).toMatchObject({
    holds: true,
    isMember: true,
    verdict: {
      sentence: { ja: "言語が「日本語」", en: "Language is Japanese" },
      value: { ja: "日本語", en: "Japanese" },
    },
  })
})

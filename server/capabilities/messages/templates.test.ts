import { sql } from "kysely"
import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { mailContext, planReceipt } from "#testing/mail"
import { browseCaught } from "./caught-mails.ts"
import { discardDraft, publishDraft, saveDraft } from "./edit-template.ts"
import { messageContent, wholeMessage } from "./message-log.ts"
import { previewMessage, previewSample } from "./preview-mail.ts"
import { sampleKind } from "./sample-mail.ts"
import { sendTest } from "./send-test.ts"
import { templateList, templateVersion, wholeTemplate } from "./templates.ts"

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const place = { kind: "messages.sample", language: "ja" } as const
const withSubject = (subject: string) => ({ ...sampleKind.document.ja, subject })
const save = (ctx: Context, document: unknown, revision: number) =>
  inTx(ctx, (ctx) => saveDraft(ctx, place, document, revision))
const publish = (ctx: Context, revision: number) => inTx(ctx, (ctx) => publishDraft(ctx, place, revision))
const subjectOf = async (ctx: Context, messageId: string) =>
  (await inTx(ctx, (ctx) => messageContent(ctx, messageId))).sent?.subject

test("a published wording is what is sent from then on, and the log says which version it was", async () => {
  const ctx = await mailContext()
  const before = await planReceipt(ctx, "r:1")
  await ctx.drain()
  const { revision } = await save(ctx, withSubject("ありがとうございます({{ order.number }})"), 0)
  const stillBefore = await planReceipt(ctx, "r:2")
  await ctx.drain()
  expect(await publish(ctx, revision)).toMatchObject({ version: 1 })
  const after = await planReceipt(ctx, "r:3")
  await ctx.drain()
  expect(await subjectOf(ctx, before.messageId)).toBe("ご注文を承りました(H-10482)")
  expect(await subjectOf(ctx, stillBefore.messageId)).toBe("ご注文を承りました(H-10482)")
  expect(await subjectOf(ctx, after.messageId)).toBe("ありがとうございます(H-10482)")
  const versions = await Promise.all(
    [before, after].map(
      async ({ messageId }) => (await inTx(ctx, (ctx) => wholeMessage(ctx, messageId))).templateVersion,
    ),
  )
  expect(versions).toEqual([0, 1])
})

test("every version can be read again and compared; 0 is the wording that the kind came with", async () => {
  const ctx = await mailContext()
  await save(ctx, withSubject("一"), 0)
  await publish(ctx, 1)
  await save(ctx, withSubject("二"), 0)
  await save(ctx, withSubject("三"), 1)
  await publish(ctx, 2)
  const whole = await inTx(ctx, (ctx) => wholeTemplate(ctx, place.kind, place.language))
  expect(whole.published).toMatchObject({ version: 2, document: { subject: "三" } })
  expect(whole.versions.map(({ version }) => version)).toEqual([2, 1])
  expect(whole.draft).toBeNull()
  expect(whole.samples).toContain("sample")
  expect(whole.variables).toContain("order.number")
  const subjects = []
  for (const version of [0, 1, 2])
    subjects.push(
      (await inTx(ctx, (ctx) => templateVersion(ctx, place.kind, place.language, version))).document.subject,
    )
  expect(subjects).toEqual(["ご注文を承りました({{ order.number }})", "一", "三"])
  await expect(inTx(ctx, (ctx) => templateVersion(ctx, place.kind, place.language, 9))).rejects.toMatchObject({
    code: "messages.UnknownVersion",
  })
  const list = await inTx(ctx, templateList)
  expect(list.items.find(({ kind }) => kind === place.kind)?.languages).toMatchObject([
    { language: "ja", version: 2, subject: "三", hasDraft: false },
    { language: "en", version: 0 },
  ])
})

test("a published version cannot be changed or removed, not even by a mistake of ours", async () => {
  const ctx = await mailContext()
  await save(ctx, withSubject("一"), 0)
  await publish(ctx, 1)
  for (const statement of [sql`update messages.templates set document = '{}'`, sql`delete from messages.templates`])
    await expect(inTx(ctx, (ctx) => statement.execute(ctx.db))).rejects.toMatchObject({ code: "42501" })
})

test("F80 what would fail for a customer is found before it is published", async () => {
  const ctx = await mailContext()
  const { findings } = await save(ctx, withSubject("{{ order.nickname }} さん"), 0)
  expect(findings.filter(({ level }) => level === "error").map(({ code }) => code)).toContain("missing-fact")
  await expect(publish(ctx, 1)).rejects.toMatchObject({ code: "messages.NotPublishable" })
  expect((await inTx(ctx, (ctx) => wholeTemplate(ctx, place.kind, place.language))).published.version).toBe(0)
})

test("two who edit the same draft do not overwrite each other", async () => {
  const ctx = await mailContext()
  await save(ctx, withSubject("一"), 0)
  await expect(save(ctx, withSubject("二"), 0)).rejects.toMatchObject({ code: "messages.DraftMoved" })
  await save(ctx, withSubject("二"), 1)
  await expect(publish(ctx, 1)).rejects.toMatchObject({ code: "messages.DraftMoved" })
  await inTx(ctx, (ctx) => discardDraft(ctx, place))
  await expect(publish(ctx, 2)).rejects.toMatchObject({ code: "messages.NoDraft" })
})

test("what is no document is refused with the place of the mistake", async () => {
  const ctx = await mailContext()
  const broken = { ...sampleKind.document.ja, blocks: [{ kind: "button", label: "x", to: "javascript:alert(1)" }] }
  await expect(save(ctx, broken, 0)).rejects.toMatchObject({
    code: "messages.NotADocument",
    details: { field: "blocks.0.to" },
  })
  await expect(
    inTx(ctx, (ctx) => saveDraft(ctx, { ...place, kind: "nothing" }, sampleKind.document.ja, 0)),
  ).rejects.toMatchObject({ code: "messages.UnknownKind" })
})

test("a preview shows samples, unsaved words, and the data of a real message", async () => {
  const ctx = await mailContext()
  const { messageId } = await planReceipt(ctx, "r:1", {
    facts: { ...(sampleKind.samples.sample as object), points: undefined },
  })
  const sampled = await inTx(ctx, (ctx) => previewSample(ctx, sampleKind, "ja", withSubject("下書き"), "sample"))
  expect(sampled.rendering).toMatchObject({ subject: "下書き" })
  expect(sampled.rendering?.html).toContain("1,240")
  const real = await inTx(ctx, (ctx) => previewMessage(ctx, sampleKind, "ja", undefined, messageId))
  expect(real.rendering?.html).not.toContain("1,240")
  await expect(inTx(ctx, (ctx) => previewSample(ctx, sampleKind, "ja", undefined, "none"))).rejects.toMatchObject({
    code: "messages.UnknownSample",
  })
})

test("a test of unpublished words arrives and says that it is a test", async () => {
  const ctx = await mailContext()
  const wanted = { ...place, document: withSubject("下書きの件名"), to: "staff@hinata.example" }
  const { messageId } = await inTx(ctx, (ctx) => sendTest(ctx, wanted))
  await ctx.drain()
  const box = await inTx(ctx, (ctx) => browseCaught(ctx, { limit: 10 }))
  expect(box.items).toMatchObject([{ subject: "【テスト】下書きの件名", to: [{ address: "staff@hinata.example" }] }])
  expect(await inTx(ctx, (ctx) => wholeMessage(ctx, messageId))).toMatchObject({ isTest: true, state: "accepted" })
  await expect(inTx(ctx, (ctx) => sendTest(ctx, { ...wanted, to: "nobody" }))).rejects.toMatchObject({
    code: "messages.NotAnAddress",
  })
})

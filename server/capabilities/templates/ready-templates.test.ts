import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { assemble } from "#kernel/product"
import { letterLook, lineMessagesOf } from "#messages"
import { type TestContext, testContext } from "#testing/context"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { testMail } from "#testing/mail"
import { capabilities } from "../../capabilities.ts"
import { checkTemplate } from "./check-template.ts"
import { installLetter, installTemplate } from "./install-template.ts"
import { lettersLacking } from "./lacking.ts"
import { listReady } from "./list-ready.ts"
import { readWritten, withShared } from "./read-written.ts"
import { readyTemplates } from "./ready/ready-templates.ts"
import { letterSamples } from "./samples.ts"
import { templateVersion } from "./show-templates.ts"

const mail = testMail({ keepOpen: true })
afterAll(mail.close)
let ctx: TestContext
const inTx = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)

beforeAll(async () => {
  ctx = await testContext({ product: assemble(capabilities, { plugs: mail.plugs, wake: () => {} }) })
  const who = IdentitySettings.parse({
    legalName: "ひなた株式会社",
    address: "神奈川県鎌倉市小町 1-3-8",
    shopUrl: "https://shop.hinata.example/",
  })
  await inTx((ctx) => changeIdentity(ctx, who, 0))
})

describe("ready-made letters", () => {
  test.each(readyTemplates.map((ready) => [ready.key, ready] as const))(
    "C18 C22 C30 G03 R07 %s passes every check without a word, in both languages and on every channel",
    async (_key, ready) => {
      const document = await inTx(async (ctx) => withShared(ctx, readWritten(ready.document)))
      const findings = await inTx((ctx) => checkTemplate(ctx, { document, purpose: "marketing" }))
      expect(findings.map(({ code, at, language, say }) => `${language} ${at} ${code}: ${say.en}`)).toEqual([])
    },
  )

  test.skipIf(!hasLineSpec)("C08 M40 each of them is what LINE's own description of its API takes", async () => {
    const spec = readLineSpec()
    const { look, zone } = await inTx(letterLook)
    for (const ready of readyTemplates)
      for (const language of ["ja", "en"] as const)
        for (const facts of Object.values(letterSamples(language, ctx.now()))) {
          const { words } = await inTx(async (ctx) => withShared(ctx, readWritten(ready.document)))
          const own = words[language]
          if (!own) throw new Error(`${ready.key} is not written in ${language}`)
          const messages = await lineMessagesOf(ctx, { words: own, facts, look, zone, language, purpose: "marketing" })
          const request = { to: "U4af4980629", messages }
          expect([ready.key, spec.problemOf("POST", "/v2/bot/message/push", request)]).toEqual([ready.key, undefined])
        }
  })

  test("installing one twice is the same template, published as it came", async () => {
    const first = await inTx((ctx) => installTemplate(ctx, "welcome-story"))
    expect(first.version).toBe(1)
    expect(await inTx((ctx) => installTemplate(ctx, "welcome-story"))).toEqual(first)
    expect((await inTx(listReady)).items.find(({ key }) => key === "welcome-story")?.templateId).toBe(first.templateId)
    const { document } = await inTx((ctx) => templateVersion(ctx, first.templateId, 1))
    expect(JSON.stringify(document.words.ja)).toContain("なぜ、この品を作っているのか")
    await expect(inTx((ctx) => installTemplate(ctx, "nothing"))).rejects.toMatchObject({
      code: "templates.UnknownReady",
    })
  })
  test("J01 what only the brand lacks keeps no letter from being installed, and is said before anything is launched", async () => {
    const product = assemble(capabilities, { plugs: mail.plugs, wake: () => {} })
    const bare = await testContext({ product })
    const template = await inTransaction(bare, (ctx) => installTemplate(ctx, "welcome-story"))
    const lacking = await inTransaction(bare, (ctx) => lettersLacking(ctx, [{ ...template, purpose: "marketing" }]))
    expect([...lacking.values()].flat().map(({ code }) => code)).toEqual(["no-identity", "no-shop"])
    const own = await inTx((ctx) => installTemplate(ctx, "welcome-story"))
    expect((await inTx((ctx) => lettersLacking(ctx, [{ ...own, purpose: "marketing" }]))).size).toBe(0)
    const [ready] = readyTemplates
    if (!ready) throw new Error("nothing is ready-made")
    const words = { subject: "Your order", preheader: "It is here" }
    const broken = {
      version: 1 as const,
      words: {
        en: {
          mail: words,
          blocks: [{ kind: "text" as const, text: "{{ order.unheard }}" }, { kind: "footer" as const }],
        },
      },
    }
    await expect(
      inTransaction(bare, (ctx) => installLetter(ctx, { ...ready, key: "broken", document: broken })),
    ).rejects.toMatchObject({ code: "templates.NotPublishable" })
  })
})

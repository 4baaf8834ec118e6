import { expect, test } from "vitest"
import { createWriteKey } from "#brands"
import { customerById, eraseCustomer, exportCustomer, recordConsent, resolveCustomer, suppress } from "#customers"
import { browseMessages } from "#messages"
import { addPiece, beginImport, startImport, surveyImport } from "#imports"
import { inTransaction } from "#kernel/context"
import { checkWording } from "#testing/wording"
import { aBrand, agreed, box, letter, pathIn, personAt, renderer } from "#testing/signups"
import { forgetUnansweredSignups } from "./forget.ts"
import { listSubmissions } from "./forms.ts"
import { preferencesLink } from "./link.ts"
import { confirmMail } from "./messages/confirm.ts"
import { formNumbers } from "./numbers.ts"
import { changeSignupSettings, signupSettings } from "./settings.ts"

test("B03 B09 M20 S-LINK2 a sign-up counts only when its owner presses the button, with what was shown as evidence", async () => {
  const { ctx, formId, page, post, path, stop } = await aBrand("page", {
    fields: [
      { kind: "name", required: false },
      { kind: "birth-month", required: false },
    ],
  })
  const shown = await page(path)
  expect(shown.status).toBe(200)
  expect(shown.text).toContain("同意します")
  const sent = await post(path, { email: "Misaki@example.jp", name: "佐藤 美咲", birth_month: "7", version: "1" })
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `${path}?thanks`])
  expect((await page(`${path}?thanks`)).text).toContain("確認のメール")
  const before = await personAt(ctx, "misaki@example.jp")
  expect(before).toMatchObject({ state: "pending", known: false })
  await ctx.drain()
  expect(box.map((mail) => [mail.to.address, mail.unsubscribe])).toEqual([["Misaki@example.jp", undefined]])
  expect(box[0]?.text).toContain("お便りの登録があったため")
  expect(box[0]?.text).not.toContain("ご注文の手続き")

  ctx.pass(60_000)
  const link = pathIn(box[0], "confirm")
  for (const method of ["HEAD", "GET", "GET"]) expect((await page(link, { method })).status).toBe(200)
  expect((await personAt(ctx, "misaki@example.jp")).state).toBe("pending")
  const thanks = await post(link, {})
  expect(thanks.text).toContain("ありがとうございます。")
  expect((await post(link, {})).status).toBe(200)
  const after = await personAt(ctx, "misaki@example.jp")
  expect(after).toMatchObject({ state: "given", known: true })
  const lines = after.ledger.filter((line) => line.state === "given")
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    source: "sign-up-page",
    wording: "signups/letters@1/ja",
    locale: "ja",
    ip: "127.0.0.1",
    evidence: { formId, version: 1, shown: { button: "登録する" }, confirmedFrom: "127.0.0.1" },
  })
  expect(lines[0]?.wordingHash).toMatch(/^[0-9a-f]{64}$/)
  const customer = await inTransaction(ctx, (ctx) => customerById(ctx, after.customerId ?? ""))
  expect(customer).toMatchObject({ displayName: "佐藤 美咲", properties: { birth_month: 7 }, known: true })
  const numbers = await inTransaction(ctx, (ctx) => formNumbers(ctx, formId, 30))
  expect(numbers.totals).toMatchObject({ submitted: 1, confirmed: 1 })
  expect(numbers.days).toHaveLength(30)
  const { items } = await inTransaction(ctx, (ctx) => listSubmissions(ctx, { limit: 10 }))
  expect(items).toMatchObject([{ state: "confirmed", customerId: after.customerId }])
  expect((await page(`${link.slice(0, -4)}AAAA`)).status).toBe(400)
  ctx.pass(8 * 86_400_000)
  expect((await post(link, {})).status).toBe(410)
  await stop()
})

test("S-LINK6 known or not, the answer is the same; one address gets one mail in ten minutes, and typing takes nothing away", async () => {
  const { ctx, post, path, stop } = await aBrand()
  const customerId = await agreed(ctx, "kenji@example.jp")
  const known = await post(path, { email: "kenji@example.jp", name: "誰か" })
  const unknown = await post(path, { email: "nobody@example.jp" })
  expect([known.status, known.text, known.headers.get("location")]).toEqual([
    unknown.status,
    unknown.text,
    unknown.headers.get("location"),
  ])
  expect(await personAt(ctx, "kenji@example.jp")).toMatchObject({ state: "given", customerId })
  await post(path, { email: "KENJI@example.jp" })
  await ctx.drain()
  expect(box.filter((mail) => /kenji/i.test(mail.to.address))).toHaveLength(1)
  ctx.pass(600_000)
  await post(path, { email: "kenji@example.jp" })
  await ctx.drain()
  expect(box.filter((mail) => /kenji/i.test(mail.to.address))).toHaveLength(2)
  // What no person sees was filled in: told the same, and nothing is noted.
  const robot = await post(path, { email: "robot@example.jp", website: "https://spam.example" })
  expect(robot.status).toBe(303)
  expect((await personAt(ctx, "robot@example.jp")).state).toBe("none")
  expect((await post(path, { email: "not an address" })).status).toBe(422)
  await stop()
})

test("B12 M24 who bounced or complained gets no confirmation mail; who had stopped letters may come back, by their own answer", async () => {
  const { ctx, post, path, stop } = await aBrand()
  const at = ctx.now()
  await suppress(ctx, {
    channel: "email",
    address: "gone@example.jp",
    scope: "channel",
    reason: "hard-bounce",
    source: "smtp",
    at,
  })
  await suppress(ctx, {
    channel: "email",
    address: "angry@example.jp",
    scope: "all",
    reason: "complaint",
    source: "fbl",
    at,
  })
  await post(path, { email: "gone@example.jp" })
  await post(path, { email: "angry@example.jp" })
  await ctx.drain()
  expect(box).toEqual([])
  // Single opt-in: still nobody else can take a "no" back.
  await inTransaction(ctx, async (ctx) =>
    changeSignupSettings(ctx, { ...(await signupSettings(ctx)), doubleOptIn: false }, 0),
  )
  await agreed(ctx, "mio@example.jp", "withdrawn")
  await suppress(ctx, {
    channel: "email",
    address: "mio@example.jp",
    scope: "purpose",
    purpose: "marketing",
    reason: "unsubscribed",
    source: "one-click",
    at,
  })
  ctx.pass(3_000)
  await post(path, { email: "fresh@example.jp" })
  await post(path, { email: "mio@example.jp" })
  expect((await personAt(ctx, "fresh@example.jp")).state).toBe("given")
  expect((await personAt(ctx, "mio@example.jp")).state).toBe("pending")
  await ctx.drain()
  expect(box.map((mail) => mail.to.address)).toEqual(["mio@example.jp"])
  ctx.pass(60_000)
  await post(pathIn(box[0], "confirm"), {})
  const mio = await personAt(ctx, "mio@example.jp")
  expect(mio.state).toBe("given")
  box.length = 0
  await letter(ctx, mio.customerId ?? "", "mio@example.jp", "after")
  await ctx.drain()
  expect(box).toHaveLength(1)
  await stop()
})

test("B11 B12 M21 consent is looked at when a letter leaves: none, pending, imported and withdrawn ones stay, each with its reason", async () => {
  const { ctx, stop } = await aBrand()
  const people = await inTransaction(ctx, async (ctx) => {
    const made: [string, string][] = []
    for (const name of ["none", "pending", "imported", "withdrawn", "given"]) {
      const { customerId } = await resolveCustomer(ctx, {
        identities: [{ kind: "email", issuer: "", value: `${name}@example.jp` }],
        source: "import",
        at: ctx.now(),
      })
      const said = { customerId, channel: "email", purpose: "marketing", at: ctx.now() } as const
      if (name === "imported") await recordConsent(ctx, { ...said, state: "given", source: "import" })
      else if (name !== "none")
        // Agreed when the letter was planned; what comes between is told below.
        await recordConsent(ctx, { ...said, state: name === "pending" ? "pending" : "given", source: "staff" })
      made.push([name, customerId])
    }
    return made
  })
  for (const [name, customerId] of people) await letter(ctx, customerId, `${name}@example.jp`, name)
  ctx.pass(1)
  const withdrawing = people.find(([name]) => name === "withdrawn")?.[1] ?? ""
  await recordConsent(ctx, {
    customerId: withdrawing,
    channel: "email",
    purpose: "marketing",
    state: "withdrawn",
    source: "staff",
    at: ctx.now(),
  })
  await ctx.drain()
  expect(box.map((mail) => mail.to.address)).toEqual(["given@example.jp"])
  expect(box[0]?.unsubscribe?.url ?? pathIn(box[0], "letters")).toContain("/letters/")
  expect(pathIn(box[0], "preferences")).toContain(`/s/${ctx.brand.slug}/preferences/`)
  await stop()
})

test("S-LINK3 M20 the preference centre takes wishes down with evidence; pauses and 'less often' hold when letters leave", async () => {
  const { ctx, page, post, stop } = await aBrand()
  const customerId = await agreed(ctx, "misaki@example.jp")
  const link = preferencesLink(ctx, ctx.brand.slug, customerId)
  const first = await page(link)
  expect(first.text).toContain("m•••@example.jp")
  expect(first.text).not.toContain("misaki")
  ctx.pass(1_000)
  const paused = await post(link, [
    ["topic", "email:marketing"],
    ["topic", "email:surveys"],
    ["often", "less"],
    ["pause", "30"],
    ["language", "en"],
  ])
  expect(paused.status).toBe(303)
  const seen = await page(paused.headers.get("location") ?? "")
  expect(seen.text).toContain("Your settings are saved.")
  expect(seen.text).toContain("is the last day of your break")
  const person = await personAt(ctx, "misaki@example.jp")
  const sources = person.ledger.map((line) => `${line.purpose} ${line.state} ${line.source}`)
  expect(sources).toEqual(
    expect.arrayContaining([
      "surveys given preferences",
      "marketing given preferences-frequency",
      "marketing given preferences-pause",
      "marketing given preferences-language",
    ]),
  )
  expect(
    person.ledger.every((line) => line.source === "staff" || (line.evidence !== null && line.ip === "127.0.0.1")),
  ).toBe(true)
  const send = async (key: string) => {
    await letter(ctx, customerId, "misaki@example.jp", key)
    await ctx.drain()
    return box.length
  }
  expect(await send("paused")).toBe(0)
  ctx.pass(31 * 86_400_000)
  expect(await send("first")).toBe(1)
  ctx.pass(5 * 86_400_000)
  expect(await send("too-soon")).toBe(1)
  ctx.pass(10 * 86_400_000)
  expect(await send("again")).toBe(2)
  // Nothing changed, nothing is written.
  const lines = (await personAt(ctx, "misaki@example.jp")).ledger.length
  await post(link, [
    ["topic", "email:marketing"],
    ["topic", "email:surveys"],
    ["often", "less"],
    ["language", "en"],
  ])
  expect((await personAt(ctx, "misaki@example.jp")).ledger).toHaveLength(lines)

  await post(link, { do: "stop" })
  expect((await personAt(ctx, "misaki@example.jp")).state).toBe("withdrawn")
  ctx.pass(20 * 86_400_000)
  expect(await send("stopped")).toBe(2)
  expect((await page(`${link.slice(0, -4)}AAAA`)).status).toBe(400)
  const unsubscribe = pathIn(box[0], "letters").split("/").at(-1) ?? ""
  expect((await page(`/s/${ctx.brand.slug}/preferences/${unsubscribe}`)).status).toBe(400)
  await stop()
})

test("B02 S30 the tag is told of pop-ups only for visitors who are not on the list, only on the shop's own site", async () => {
  const { ctx, page, stop } = await aBrand("popup")
  const site = "https://shop.example.jp"
  const { secret } = await createWriteKey(ctx, { name: "shop", origins: [site] })
  const visitor = "0192a000-0000-7000-8000-00000000abcd"
  const forms = async (from = site) => {
    const reply = await page(`/v1/forms?key=${secret}&anonymousId=${visitor}&lang=ja`, { headers: { origin: from } })
    return { status: reply.status, ...(JSON.parse(reply.text) as { forms?: { slug: string; version: number }[] }) } // safe: our own answer
  }
  expect((await forms("https://elsewhere.example")).status).toBe(403)
  expect((await forms()).forms).toMatchObject([{ slug: "letters", version: 1 }])
  const body = (more: object) => ({
    method: "POST",
    headers: { origin: site, "content-type": "text/plain" },
    body: JSON.stringify({ key: secret, form: "letters", ...more }),
  })
  expect((await page("/v1/forms/seen", body({ what: "shown" }))).status).toBe(200)
  const joined = await page(
    "/v1/forms/join",
    body({ version: 1, lang: "ja", pageUrl: `${site}/items/1`, written: { email: "yui@example.jp" } }),
  )
  expect([joined.status, JSON.parse(joined.text)]).toEqual([200, { done: true, asks: true }])
  expect(
    (await page("/v1/forms/join", body({ version: 9, lang: "ja", pageUrl: "", written: { email: "a@example.jp" } })))
      .status,
  ).toBe(404)
  const [{ items }, numbers] = await inTransaction(ctx, async (ctx) => [
    await listSubmissions(ctx, { limit: 5 }),
    await formNumbers(ctx, (await listSubmissions(ctx, { limit: 1 })).items[0]?.formId ?? ctx.id(), 7),
  ])
  expect(items).toMatchObject([{ pageUrl: `${site}/items/1`, state: "waiting" }])
  expect(numbers.totals).toMatchObject({ shown: 1, submitted: 1, confirmed: 0 })
  await inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [
        { kind: "email", issuer: "", value: "hana@example.jp" },
        { kind: "anonymous", issuer: "web", value: visitor },
      ],
      source: "test",
      at: ctx.now(),
    }),
  )
  await agreed(ctx, "hana@example.jp")
  expect((await forms()).forms).toEqual([])
  await stop()
})

test("F96 S72 what somebody wrote is in their export, leaves when they are erased, and leaves by itself when never confirmed", async () => {
  const { ctx, post, path, stop } = await aBrand("page", { fields: [{ kind: "name", required: true }] })
  expect((await post(path, { email: "a@example.jp" })).text).toContain("お名前")
  await post(path, { email: "aya@example.jp", name: "綾" })
  await post(path, { email: "ren@example.jp", name: "蓮" })
  const aya = await personAt(ctx, "aya@example.jp")
  const exported = JSON.stringify(await exportCustomer(ctx, aya.customerId ?? ""))
  expect(exported).toContain("綾")
  await eraseCustomer(ctx, aya.customerId ?? "", "asked for it")
  const rest = async () => JSON.stringify(await inTransaction(ctx, (ctx) => listSubmissions(ctx, { limit: 9 })))
  expect(await rest()).not.toContain(aya.customerId)
  ctx.pass(31 * 86_400_000)
  await inTransaction(ctx, forgetUnansweredSignups)
  const ren = await personAt(ctx, "ren@example.jp")
  expect(JSON.stringify(await exportCustomer(ctx, ren.customerId ?? ""))).not.toContain("蓮")
  await stop()
})

test("M20 B12 addresses brought in with a mere 'yes' get no letter, until their owner says so; those who never bought are customers all the same (B09)", async () => {
  const { ctx, post, path, stop } = await aBrand()
  const { importId } = await beginImport(ctx, { kind: "customers", name: "名簿", source: "", settings: {} })
  const bytes = Buffer.from("\ufeff会員番号,メールアドレス,メルマガ\nM1,aoi@example.jp,希望する\n")
  await addPiece(ctx, importId, { fileNo: 0, pieceNo: 0, fileName: "名簿.csv", bytes })
  await surveyImport(ctx, importId)
  await startImport(ctx, importId)
  await ctx.drain()
  const aoi = await personAt(ctx, "aoi@example.jp")
  expect(aoi).toMatchObject({ state: "imported_unverified", known: true })
  await letter(ctx, aoi.customerId, "aoi@example.jp", "first")
  await ctx.drain()
  expect(box).toEqual([])
  const { items } = await inTransaction(ctx, (ctx) => browseMessages(ctx, { customerId: aoi.customerId }, { limit: 5 }))
  expect(items).toMatchObject([{ state: "skipped", reason: "suppressed: consent-imported_unverified" }])
  ctx.pass(60_000)
  await post(path, { email: "aoi@example.jp" })
  ctx.pass(60_000)
  await ctx.drain()
  await post(pathIn(box[0], "confirm"), {})
  await letter(ctx, aoi.customerId, "aoi@example.jp", "second")
  await ctx.drain()
  expect(box.map(({ unsubscribe, to }) => [to.address, unsubscribe === undefined])).toHaveLength(2)
  await stop()
})

test.each(["ja", "en"] as const)(
  "M20 the mail that asks for confirmation stands the check that operators heed (%s)",
  async (language) => {
    const { findings, renderings } = await checkWording(confirmMail, language, renderer)
    expect(findings).toEqual([])
    expect(JSON.stringify(renderings)).toContain("https://hinata.example/s/hinata/confirm/abc")
  },
)

test("M24 saving other wishes turns no bounce into a refusal, and a tick takes an earlier 'no' for the address back", async () => {
  const { ctx, page, post, stop } = await aBrand()
  const customerId = await agreed(ctx, "sora@example.jp")
  const address = "sora@example.jp"
  const at = ctx.now()
  await suppress(ctx, { channel: "email", address, scope: "channel", reason: "hard-bounce", source: "smtp", at })
  const link = preferencesLink(ctx, ctx.brand.slug, customerId)
  expect((await page(link)).text).toContain("届かないため")
  ctx.pass(1_000)
  await post(link, [
    ["topic", "email:marketing"],
    ["often", "less"],
  ])
  expect((await personAt(ctx, address)).state).toBe("given")
  const other = await agreed(ctx, "umi@example.jp")
  const no = { scope: "purpose", purpose: "marketing", reason: "unsubscribed", source: "import" } as const
  await suppress(ctx, { channel: "email", address: "umi@example.jp", ...no, at })
  await letter(ctx, other, "umi@example.jp", "held")
  await ctx.drain()
  expect(box).toEqual([])
  await post(preferencesLink(ctx, ctx.brand.slug, other), [["topic", "email:marketing"]])
  await letter(ctx, other, "umi@example.jp", "sent")
  await ctx.drain()
  expect(box.map(({ to }) => to.address)).toEqual(["umi@example.jp"])
  await stop()
})

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { describeProduct, productsByExternal, upsertProducts } from "#catalog"
import { consentState, customerById, eraseCustomer, peekIdentities } from "#customers"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { day } from "#kernel/days"
import { acted, aPage, asCookie, box, codeIn, entered, order, renderer, secretIn, trouble } from "#testing/my-page"
import { checkWording } from "#testing/wording"
import { codeMail } from "./messages/code.ts"
import { myPageLink } from "./my-page-link.ts"
import { changeSettings } from "./settings.ts"
import { selectTasks } from "./storage-cards.ts"
import { memberToken } from "./widget.ts"

let scene: Awaited<ReturnType<typeof aPage>>
let ctx: (typeof scene)["ctx"]
let base = ""
beforeAll(async () => {
  scene = await aPage()
  ctx = scene.ctx
  base = scene.base
})
afterAll(async () => {
  await scene.stop()
  await renderer.close()
})
beforeEach(() => {
  box.length = 0
  acted.length = 0
  trouble.isBroken = false
  // Limits count by the hour: each test has one of its own.
  ctx.pass(3_700_000)
})
const get: (typeof scene)["get"] = (...asked) => scene.get(...asked)
const post: (typeof scene)["post"] = (...asked) => scene.post(...asked)
const person = () => scene.person()
const signIn = (email: string) => scene.signIn(email)

test("F01 S-LINK6 six digits open her page; the cookie is ours alone, and signing out ends it", async () => {
  const { customerId, email } = await person()
  const own = await get(`/s/${ctx.brand.slug}`)
  expect([own.status, own.location], "the brand's own address leads there").toEqual([303, base])
  expect((await get("/s/nobody-here")).status).toBe(404)
  const asked = await post(`${base}/sign-in`, { email: `  ${email.toUpperCase()} ` })
  expect([asked.status, asked.location]).toEqual([303, `${base}/code`])
  await ctx.drain()
  expect(box.map(({ to, unsubscribe }) => [to.address.toLowerCase(), unsubscribe])).toEqual([[email, undefined]])
  const key = asCookie(asked)
  const code = codeIn(box[0])
  // Nobody else's browser goes on with it, and a wrong one says how often one may still try.
  expect((await post(`${base}/code`, { code })).status).toBe(410)
  const wrong = await post(`${base}/code`, { code: code === "000000" ? "000001" : "000000" }, key)
  expect([wrong.status, wrong.text.includes("あと4回")]).toEqual([422, true])
  const fullWidth = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join("")
  const proven = await post(`${base}/code`, { code: ` ${fullWidth}` }, key)
  expect([proven.status, proven.location]).toEqual([303, base])
  const line = proven.reply.headers.getSetCookie().find((one) => one.startsWith("maido_my=")) ?? ""
  expect(line).toMatch(new RegExp(`Path=/s/${ctx.brand.slug}; Max-Age=15552000; HttpOnly; SameSite=Lax$`))
  expect((await post(`${base}/code`, { code }, key)).status).toBe(410)

  const cookie = asCookie(proven)
  const shown = await get(base, cookie)
  expect(shown.text).toContain("佐藤 美咲 様")
  expect(shown.text).toContain("2 900048 120730")
  expect(shown.text).toContain(customerId.slice(0, 8))
  expect(shown.reply.headers.get("content-security-policy")).toContain("script-src 'self'")
  expect(shown.reply.headers.get("cache-control")).toBe("private, no-store")
  expect((await get(base, `${cookie.slice(0, -2)}xx`)).text).toContain("マイページを開く")
  expect((await post(`${base}/out`, { secret: "forged" }, cookie)).status).toBe(403)
  const out = await post(`${base}/out`, { secret: secretIn(shown.text) }, cookie)
  expect(out.reply.headers.getSetCookie().join()).toContain("maido_my=; ")
  expect((await get(base, cookie)).text).toContain("マイページを開く")
})

test("S-LINK6 known or not, the answer is the same; five mails an hour, five tries a code, the old dies on the new", async () => {
  const { email } = await person()
  const known = await post(`${base}/sign-in`, { email })
  const unknown = await post(`${base}/sign-in`, { email: "nobody-here@example.jp" })
  expect([unknown.status, unknown.text, unknown.location]).toEqual([known.status, known.text, known.location])
  await ctx.drain()
  expect(box).toHaveLength(1)
  const first = codeIn(box[0])
  const again = await post(`${base}/sign-in`, { email })
  await ctx.drain()
  expect((await post(`${base}/code`, { code: first }, asCookie(known))).status).toBe(410)
  for (let i = 0; i < 6; i++) {
    expect((await post(`${base}/sign-in`, { email })).status).toBe(303)
    await ctx.drain()
  }
  expect(box).toHaveLength(5)
  const late = asCookie(await post(`${base}/sign-in`, { email: "nobody-here@example.jp" }))
  for (const status of [422, 422, 422, 422, 422, 410])
    expect((await post(`${base}/code`, { code: "1" }, late)).status).toBe(status)
  expect((await post(`${base}/sign-in`, { email: "no address" })).status).toBe(422)
  expect(asCookie(again)).not.toBe("")
  ctx.pass(3_700_000)
  const fresh = await post(`${base}/sign-in`, { email })
  await ctx.drain()
  ctx.pass(601_000)
  expect((await post(`${base}/code`, { code: codeIn(box.at(-1)) }, asCookie(fresh))).status).toBe(410)
})

test("F07 S-LINK1 S-LINK2 S-LINK4 a link from a letter shows what it may, however often it is opened, and acts on nothing", async () => {
  const { customerId, email } = await person()
  const { pathname } = new URL(await inTransaction(ctx, (tx) => myPageLink(tx, customerId, { to: "test-points" })))
  for (const method of ["HEAD", "GET", "GET"]) {
    const { status, reply } = await get(pathname, "", method)
    expect([status, reply.headers.getSetCookie()]).toEqual([200, []])
  }
  const shown = (await get(pathname)).text
  expect(shown).toContain("1,240")
  for (const kept of ["佐藤", "美咲", "2 900048", "SECRET-CODE", email]) expect(shown).not.toContain(kept)
  const token = pathname.split("/").at(-1) ?? ""
  // What spends needs the code first; what is harmless does not.
  const spent = await post(`${base}/do/test.redeem`, { link: token, reward: "bottle", key: ctx.id() })
  expect([spent.status, spent.location, acted]).toEqual([303, base, []])
  const answered = await post(`${base}/do/test.answer`, { link: token, key: ctx.id() })
  expect(answered.location).toMatch(new RegExp(`^${base}/open/`))
  expect((await get(answered.location)).text).toContain("お答えを受け取りました。")
  // The code goes to her own address, whoever holds the link, and leads to where she wanted to go.
  const asked = await post(pathname, { to: "test-points" })
  await ctx.drain()
  expect(box.map(({ to }) => to.address)).toEqual([email])
  const proven = await post(`${base}/code`, { code: codeIn(box[0]) }, asCookie(asked))
  expect(proven.location).toBe(`${base}#test-points`)
  expect((await get(pathname, asCookie(proven))).text).toContain("佐藤 美咲 様")
  for (const bad of [`${token.slice(0, -4)}AAAA`, "x"]) expect((await get(`${base}/open/${bad}`)).status).toBe(400)
  ctx.pass(61 * 86_400_000)
  const old = await get(pathname)
  expect([old.status, old.text.includes("期限が切れた")]).toEqual([410, true])
})

test("F06 F12 what she presses is asked first, done once and can be undone; other sites' forms are refused", async () => {
  const { customerId, email } = await person()
  const cookie = await signIn(email)
  const shown = (await get(base, cookie)).text
  const secret = secretIn(shown)
  const key = ctx.id()
  const form = { secret, key, reward: "bottle", card: "test-points" }
  const asked = await post(`${base}/ask/test.redeem`, form, cookie)
  expect([asked.status, acted]).toEqual([200, []])
  expect(asked.text).toContain("400ptを使います。")
  expect(asked.text).toContain(`value="${key}"`)
  const done = await post(`${base}/do/test.redeem`, form, cookie)
  expect([done.status, acted]).toEqual([303, [`${customerId}:${key}`]])
  const after = await get(done.location.split("#")[0] ?? "", cookie)
  expect(after.text).toContain("交換しました。")
  expect(after.text).toContain("取り消す")
  expect(done.location.endsWith("#test-points")).toBe(true)
  const gone = await post(`${base}/do/test.redeem`, { ...form, reward: "gone" }, cookie)
  expect([gone.status, gone.text.includes("在庫がなくなりました。")]).toEqual([422, true])
  // Without the session's own secret, or from elsewhere, nothing happens.
  expect((await post(`${base}/do/test.redeem`, { ...form, secret: "" }, cookie)).status).toBe(403)
  expect((await post(`${base}/do/test.redeem`, form, cookie, { origin: "https://evil.example" })).status).toBe(403)
  expect((await post(`${base}/do/test.nothing`, form, cookie)).status).toBe(404)
  expect((await post(`${base}/do/test.redeem`, form)).location).toBe(base)
  expect(acted).toHaveLength(1)
  // Nobody else's words get onto the page.
  const other = await person()
  const theirs = await signIn(other.email)
  expect((await get(done.location.split("#")[0] ?? "", theirs)).text).not.toContain("交換しました。")
  const tasks = await inTransaction(ctx, (tx) => selectTasks(tx, day("2026-01-01")))
  expect(tasks.find(({ action }) => action === "test.redeem")).toMatchObject({ began: 1, done: 1 })
})

test("X21 F01 the brand's order holds, what she puts away stays away, and one broken card leaves the others", async () => {
  const { email } = await person()
  const cookie = await signIn(email)
  const shown = (await get(base, cookie)).text
  const muted = await post(
    `${base}/do/mypage.mute`,
    { secret: secretIn(shown), key: ctx.id(), mute: "test-points" },
    cookie,
  )
  const without = (await get(muted.location, cookie)).text
  expect(without).toContain("を表示しないようにしました。")
  expect(without).not.toContain("1,240")
  await post(`${base}/do/mypage.unmute`, { secret: secretIn(shown), key: ctx.id(), mute: "test-points" }, cookie)
  trouble.isBroken = true
  const broken = (await get(base, cookie)).text
  expect(broken).toContain("いま、この項目を表示できません。")
  expect(broken).toContain("2 900048 120730")
  trouble.isBroken = false
  const settings = {
    order: ["preferences", "test-points"],
    hidden: [],
    titles: { "test-points": { ja: "お持ちのもの", en: "Yours" } },
    greeting: { ja: "いつもありがとうございます。", en: "Thank you." },
    joinText: { ja: "", en: "" },
  }
  await inTransaction(ctx, (tx) => changeSettings(tx, settings, 0))
  const arranged = (await get(base, cookie)).text
  expect(arranged.indexOf('id="preferences"')).toBeLessThan(arranged.indexOf('id="test-points"'))
  expect(arranged).toContain("お持ちのもの")
  expect(arranged).toContain("いつもありがとうございます。")
  expect((await get(`${base}?lang=en`, cookie)).text).toContain("Yours")
  await expect(
    inTransaction(ctx, (tx) => changeSettings(tx, { ...settings, order: ["strange"] }, 1)),
  ).rejects.toMatchObject({
    code: "mypage.UnknownCard",
  })
})

test("B04 F11 F13 H28 anybody reads the programme and joins on the same page; orders, what is told of her goods and messages are on hers", async () => {
  const rewards = `/s/${ctx.brand.slug}/rewards`
  const shown = await get(rewards)
  expect([shown.status, shown.text.includes('name="email"'), shown.text.includes("noindex")]).toEqual([
    200,
    true,
    false,
  ])
  const email = "newcomer@example.jp"
  expect((await post(rewards, { email, website: "https://spam.example" })).status).toBe(303)
  const asked = await post(rewards, { email, news: "yes" })
  await ctx.drain()
  expect(box).toHaveLength(1)
  expect(entered).toEqual([])
  const proven = await post(`${base}/code`, { code: codeIn(box[0]) }, asCookie(asked))
  const [owner] = await inTransaction(ctx, (tx) => peekIdentities(tx, [{ kind: "email", issuer: "", value: email }]))
  const customerId = owner?.customerId ?? ""
  expect(entered).toEqual([customerId])
  expect(await inTransaction(ctx, (tx) => consentState(tx, customerId, "email", "marketing"))).toBe("given")
  expect(await inTransaction(ctx, (tx) => customerById(tx, customerId))).toMatchObject({ email, known: true })
  const bought = order(email, ctx.now())
  const lines = bought.lines.map((line) => ({ ...line, productExternalId: "milk" }))
  await inTransaction(ctx, async (tx) => {
    const milk = { source: "import", externalId: "milk", updatedAt: ctx.now(), title: "うるおい乳液", variants: [] }
    await upsertProducts(tx, [milk])
    const [product] = await productsByExternal(tx, "import", ["milk"])
    const body = { ja: "さくらんぼ大を、顔ぜんたいに。", en: "A cherry's worth for the whole face." }
    const howTo = {
      kind: "how-to" as const,
      title: { ja: "使い方", en: "How to use" },
      body,
      url: null,
      imageUrl: null,
    }
    const pieces = [{ ...howTo, stage: "delivered" as const }]
    await describeProduct(tx, product?.productId ?? "", { pieces, passport: null })
    await applyOrder(tx, { ...bought, lines })
  })
  const cookie = asCookie(proven)
  const mine = (await get(base, cookie)).text
  expect(mine).toContain("さくらんぼ大を、顔ぜんたいに。")
  expect(mine).toContain("うるおい乳液")
  expect(mine).toContain("H-10482")
  expect((await get(`${base}/orders?q=10482`, cookie)).text).toContain("うるおい乳液")
  expect((await get(`${base}/orders?q=zzz`, cookie)).text).toContain("見つかりませんでした")
  const calendar = await get(`${base}/events/soap.ics`, cookie)
  expect(calendar.text).toContain("DTSTART:20260502T010000Z")
  expect(calendar.text).toContain("SUMMARY:石けん作りの会\\, 鎌倉")
  expect((await get(`${base}/card`, cookie)).text).toMatch(/2 \d{6} \d{6}/)
  // Every browser of hers is closed when she is erased.
  await inTransaction(ctx, (tx) => eraseCustomer(tx, customerId, "asked for it"))
  expect((await get(base, cookie)).text).toContain("マイページを開く")
})

test("F09 the widget names nobody without a token; scripts and pages stay small", async () => {
  const { customerId } = await person()
  const nobody = await get(`${base}/widget.json`)
  expect(JSON.parse(nobody.text)).toMatchObject({ lines: ["100円で1ポイント"] })
  const { token } = await inTransaction(ctx, (tx) => memberToken(tx, customerId))
  expect(JSON.parse((await get(`${base}/widget.json?member=${token}`)).text)).toMatchObject({ lines: ["1,240pt"] })
  const forged = await get(`${base}/widget.json?member=${token.slice(0, -3)}AAA`)
  expect(JSON.parse(forged.text)).toMatchObject({ lines: ["100円で1ポイント"] })
  const widget = await get(`${base}/widget.js`)
  expect(widget.reply.headers.get("access-control-allow-origin")).toBe("*")
  expect(widget.text.length).toBeLessThan(3_000)
  const worker = await get(`${base}/offline.js`)
  expect(worker.reply.headers.get("service-worker-allowed")).toBe(base)
  expect(worker.text.length + (await get(`${base}/page.js`)).text.length).toBeLessThan(15_000)
  expect((await get(`/s/${ctx.brand.slug}/rewards`)).text.length).toBeLessThan(35_000)
})

test("the code's mail passes the check of wordings, in both languages", async () => {
  for (const language of ["ja", "en"] as const) {
    const { findings } = await checkWording(codeMail, language, renderer)
    // The digits are read and typed: there is nothing to press.
    expect(findings.filter(({ code }) => code !== "no-button")).toEqual([])
  }
})

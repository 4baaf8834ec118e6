import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { peekIdentities } from "#customers"
import { inTransaction } from "#kernel/context"
import { keepLogin, linkByLogin, readIdToken } from "#line"
import { type FakeLine, startFakeLine } from "#testing/fake-line"
import { connectFake, linePlug } from "#testing/line"
import { aFriend } from "#testing/line-friends"
import { aPage, asCookie, box, codeIn } from "#testing/my-page"

let line: FakeLine
let scene: Awaited<ReturnType<typeof aPage>>
let account = ""
beforeAll(async () => {
  line = await startFakeLine()
  scene = await aPage([linePlug(line).plug])
  account = await connectFake(scene.ctx, line)
  await inTransaction(scene.ctx, (ctx) => keepLogin(ctx, { ...line.login, liffId: "1650000001-abcdefgh" }))
})
afterAll(async () => {
  await scene.stop()
  await line.stop()
})
beforeEach(async () => {
  box.length = 0
  scene.ctx.pass(3_700_000)
  await line.control({ now: scene.ctx.now(), login: { alg: "HS256" } })
})

/** Goes to LINE and back as a browser does; `with` are the cookies it has. */
async function byLine(userId: string, cookie = "") {
  const { base, get, post } = scene
  await line.control({ login: { userId } })
  const left = await get(`${base}/line?to=test-points`, cookie)
  const way = asCookie(left)
  const back = await fetch(left.location, { redirect: "manual" })
  const { pathname, search } = new URL(back.headers.get("location") ?? "")
  const query = new URLSearchParams(search)
  const shown = await get(pathname + search, [cookie, way].filter(Boolean).join("; "))
  const form = { code: query.get("code") ?? "", state: query.get("state") ?? "" }
  const all = [cookie, way].filter(Boolean).join("; ")
  return { left, shown, form, entered: () => post(pathname, form, all), path: pathname, all }
}
/** A letter that could not be filled in within its time on a busy machine is tried again five minutes later. */
async function mailed(): Promise<void> {
  await scene.ctx.drain()
  if (box.length > 0) return
  scene.ctx.pass(301_000)
  await scene.ctx.drain()
}
const friend = () => aFriend(scene.ctx, account)

test("S11 S-LINK2 whoever LINE says it is comes to their own page without a password, by a press and in that browser only", async () => {
  const { customerId, email } = await scene.person()
  const { userId } = await friend()
  await linkByLogin(scene.ctx, customerId, userId)
  const { left, shown, form, entered, path } = await byLine(userId)
  const asked = new URL(left.location).searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: "code",
    scope: "openid",
    code_challenge_method: "S256",
  })
  expect(asked.get("redirect_uri")).toMatch(new RegExp(`${scene.base}/line/back$`))
  // What LINE brings back opens nothing by being looked at, and nothing in another browser.
  expect([shown.status, shown.reply.headers.getSetCookie()]).toEqual([200, []])
  expect(shown.text).toContain(`data-go="login"`)
  expect((await scene.post(path, form)).status).toBe(400)
  const proven = await entered()
  expect([proven.status, proven.location]).toEqual([303, `${scene.base}#test-points`])
  const page = await scene.get(scene.base, asCookie(proven))
  expect(page.text).toContain(customerId.slice(0, 8))
  expect(page.text).not.toContain(email)
  // The code is used up.
  expect((await entered()).status).toBe(401)
})

test("S11 M44 a LINE that the shop does not know is linked once the digits of the mail say whose it is", async () => {
  const { customerId, email } = await scene.person()
  const { userId } = await friend()
  const { entered } = await byLine(userId)
  const asked = await entered()
  expect(asked.status).toBe(200)
  expect(asked.text).toContain("まだお買い物とつながっていません")
  const who = asCookie(asked)
  const wanted = await scene.post(`${scene.base}/sign-in`, { email }, who)
  await mailed()
  const proven = await scene.post(`${scene.base}/code`, { code: codeIn(box[0]) }, `${who}; ${asCookie(wanted)}`)
  expect(proven.status).toBe(303)
  const again = await (await byLine(userId)).entered()
  expect((await scene.get(scene.base, asCookie(again))).text).toContain(customerId.slice(0, 8))
  // Another LINE is not put in its place unasked.
  const other = await friend()
  const refused = await (await byLine(other.userId, asCookie(again))).entered()
  expect([refused.status, refused.text.includes("すでに別のLINE")]).toEqual([409, true])
})

test("S11 LIFF: the token is verified by LINE's key; one of another channel, unsigned, old or with her address opens nothing", async () => {
  const { customerId, email } = await scene.person()
  const { userId } = await friend()
  await linkByLogin(scene.ctx, customerId, userId)
  const opened = await scene.get(`${scene.base}/liff?to=test-points`)
  expect(opened.text).toContain(`data-go="liff"`)
  expect(opened.reply.headers.get("content-security-policy")).toContain("script-src 'self'")
  const script = await scene.get(`${scene.base}/page.js`)
  expect(Buffer.byteLength(script.text)).toBeLessThan(15_000)
  const send = async (claims: Parameters<FakeLine["idToken"]>[0], headers = {}) =>
    scene.post(`${scene.base}/liff`, { id_token: await line.idToken(claims) }, "", headers)
  for (const alg of ["ES256", "HS256"] as const) {
    const proven = await send({ sub: userId, alg })
    expect([proven.status, proven.location]).toEqual([303, scene.base])
  }
  const past = Math.floor(scene.ctx.now().getTime() / 1_000) - 3_600
  for (const wrong of [
    { aud: "1650000002" },
    { alg: "none" as const },
    { exp: past },
    { iss: "https://evil.example" },
    { sub: "evil" },
  ])
    expect((await send({ sub: userId, ...wrong })).status, JSON.stringify(wrong)).toBe(401)
  // An address in the token is nobody's proof: this LINE is unknown and is asked for its own.
  const stranger = await send({ sub: `U${"e".repeat(32)}`, email })
  expect([stranger.status, stranger.text.includes("まだお買い物")]).toEqual([200, true])
  expect((await send({ sub: userId }, { origin: "https://evil.example" })).status).toBe(400)
})

test("S11 a token for another request is not taken for this one, nor one signed as a key's that LINE's secret signed", async () => {
  const sub = `U${"c".repeat(32)}`
  const { channelId, channelSecret } = line.login
  const of = { channelId, channelSecret, keys: async () => undefined, now: scene.ctx.now() }
  const token = await line.idToken({ sub, nonce: "mine" })
  expect(await readIdToken({ ...of, token, nonce: "mine" })).toEqual({ userId: sub })
  expect(await readIdToken({ ...of, token, nonce: "another's" })).toBe(undefined)
  expect(await readIdToken({ ...of, token: `${token.slice(0, -6)}AAAAAA`, nonce: "mine" })).toBe(undefined)
  expect(await readIdToken({ ...of, token: await line.idToken({ sub, alg: "ES256" }), nonce: null })).toBe(undefined)
  expect(await readIdToken({ ...of, token: "no token", nonce: null })).toBe(undefined)
})

test("S-LINK6 the six digits come by LINE to whom they are linked, by mail to anybody else, and prove no address", async () => {
  const { customerId, email } = await scene.person()
  const { userId } = await friend()
  await linkByLogin(scene.ctx, customerId, userId)
  const asked = await scene.post(`${scene.base}/sign-in`, { email, by: "line" })
  await scene.ctx.drain()
  expect(box).toEqual([])
  const said = JSON.stringify(line.received().filter((one) => one.userId === userId))
  const code = /確認番号は (\d{6})/.exec(said)?.[1] ?? ""
  const proven = await scene.post(`${scene.base}/code`, { code }, asCookie(asked))
  expect([proven.status, proven.location]).toEqual([303, scene.base])
  const nobody = await scene.post(`${scene.base}/sign-in`, { email: "nobody-there@example.jp", by: "line" })
  expect([nobody.status, nobody.location]).toEqual([asked.status, asked.location])
  const unlinked = await scene.person()
  await scene.post(`${scene.base}/sign-in`, { email: unlinked.email, by: "line" })
  await mailed()
  expect(box.map(({ to }) => to.address)).toEqual([unlinked.email])
  // Whose page it is was looked up; nobody was made by it.
  const found = await inTransaction(scene.ctx, (ctx) =>
    peekIdentities(ctx, [{ kind: "email", issuer: "", value: "nobody-there@example.jp" }]),
  )
  expect(found).toEqual([])
})

import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { authenticator } from "#testing/authenticator"
import { openBrowser } from "#testing/browser"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { codeNow, newPerson, signedInPerson, signInAs } from "#testing/staff"
import { identify } from "./identify.ts"
import { codeOf, fromBase32, stepAt } from "./totp-rules.ts"

let ctx: TestContext
let served: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  ctx = await testContext()
  served = await serve({ platform: ctx.platform, identify })
})
afterAll(() => served.stop())

const session = (browser: ReturnType<typeof openBrowser>, headers = {}) =>
  browser.send("GET", "/api/v1/session", undefined, headers)
const as = (email: string, password: string) => ({ email, password })

test("S09 a password alone opens nothing: the first sign-in asks for a second factor to be set up", async () => {
  const person = await newPerson(ctx, served.origin, "marketer")
  const step = await person.browser.send("POST", "/auth/sign-in", as(person.email.toUpperCase(), person.password))
  expect(step.body).toEqual({ step: "enrol", factors: [] })
  expect((await session(person.browser)).code).toBe("kernel.SignInNeeded")
  const begun = (await person.browser.send("POST", "/auth/totp/begin", {})).body as { secret: string; uri: string }
  expect(begun.uri).toContain(encodeURIComponent(person.email))
  expect((await person.browser.send("POST", "/auth/totp/confirm", { code: "000000" })).code).toBe("sign-in.WrongCode")
  const done = await person.browser.send("POST", "/auth/totp/confirm", {
    code: codeOf(fromBase32(begun.secret), stepAt(ctx.now())),
  })
  expect(done.body).toMatchObject({ step: "done", factors: ["totp", "recovery"], recoveryCodes: { length: 10 } })
  expect((await session(person.browser)).body).toMatchObject({
    staff: { email: person.email },
    brand: { brandId: ctx.brandId, isTest: false },
    role: "marketer",
  })
})

test("S09 afterwards the code is asked for, and each code works once", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  const again = openBrowser(served.origin)
  expect((await again.send("POST", "/auth/sign-in", as(person.email, person.password))).body).toMatchObject({
    step: "factor",
  })
  expect((await session(again)).status).toBe(401)
  expect((await again.send("POST", "/auth/code", { code: codeNow(ctx, person) })).code).toBe("sign-in.WrongCode")
  ctx.pass(30_000)
  expect((await again.send("POST", "/auth/code", { code: codeNow(ctx, person) })).body).toMatchObject({ step: "done" })
  expect((await session(again)).status).toBe(200)
})

test("S09 five wrong codes end the sign-in, ten wrong tries pause the account, a quarter of an hour opens it again", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  for (let round = 1; round <= 2; round++) {
    const thief = openBrowser(served.origin)
    await thief.send("POST", "/auth/sign-in", as(person.email, person.password))
    for (let i = 1; i <= 5; i++)
      expect((await thief.send("POST", "/auth/code", { code: "000000" })).code).toBe("sign-in.WrongCode")
    ctx.pass(30_000)
    expect((await thief.send("POST", "/auth/code", { code: codeNow(ctx, person) })).code).toMatch(
      /StartOver|TooManyTries/,
    )
  }
  const paused = await openBrowser(served.origin).send("POST", "/auth/sign-in", as(person.email, person.password))
  expect(paused).toMatchObject({ status: 429, code: "sign-in.TooManyTries" })
  expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(0)
  ctx.pass(15 * 60_000)
  await signInAs(ctx, { ...person, browser: openBrowser(served.origin) })
})

test("S09 S17 unknown address, wrong password and a stopped account answer alike, and all count", async () => {
  const person = await newPerson(ctx, served.origin, "viewer")
  const wrong = await person.browser.send("POST", "/auth/sign-in", as(person.email, "wrong but long enough"))
  const unknown = await person.browser.send(
    "POST",
    "/auth/sign-in",
    as("nobody@hinata.example", "wrong but long enough"),
  )
  expect(wrong).toMatchObject({ status: 401, code: "sign-in.WrongPassword" })
  expect({ ...unknown, body: withoutId(unknown.body), headers: null }).toEqual({
    ...wrong,
    body: withoutId(wrong.body),
    headers: null,
  })
  const ghost = () => person.browser.send("POST", "/auth/sign-in", as("ghost@hinata.example", "x"))
  await Promise.all(Array.from({ length: 10 }, ghost))
  expect((await ghost()).code).toBe("sign-in.TooManyTries")
})
const withoutId = (body: unknown) => JSON.stringify(body).replace(/req_[\w-]+/, "")

test("S09 a recovery code works once, however it is typed", async () => {
  const person = await newPerson(ctx, served.origin, "viewer")
  await person.browser.send("POST", "/auth/sign-in", as(person.email, person.password))
  const { secret } = (await person.browser.send("POST", "/auth/totp/begin", {})).body as { secret: string }
  const done = await person.browser.send("POST", "/auth/totp/confirm", {
    code: codeOf(fromBase32(secret), stepAt(ctx.now())),
  })
  const [first = ""] = (done.body as { recoveryCodes: string[] }).recoveryCodes
  expect(first).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/)
  for (const [typed, status] of [
    [first.toLowerCase().replaceAll("-", " "), 200],
    [first, 401],
  ] as const) {
    const other = openBrowser(served.origin)
    await other.send("POST", "/auth/sign-in", as(person.email, person.password))
    expect((await other.send("POST", "/auth/code", { recoveryCode: typed })).status).toBe(status)
  }
})

test("S09 a passkey is a second factor, and a whole sign-in by itself; nobody else's and no replay opens the account", async () => {
  const person = await newPerson(ctx, served.origin, "admin")
  const key = authenticator(served.origin)
  const { browser } = person
  await browser.send("POST", "/auth/sign-in", as(person.email, person.password))
  const creation = (await browser.send("POST", "/auth/passkey/register-options", {})).body as { challenge: string }
  expect(
    (await browser.send("POST", "/auth/passkey/register", { name: "電話", response: key.create(creation) })).body,
  ).toMatchObject({ step: "done", factors: ["passkey", "recovery"] })
  expect((await session(browser)).status).toBe(200)

  const second = openBrowser(served.origin)
  expect((await second.send("POST", "/auth/sign-in", as(person.email, person.password))).body).toMatchObject({
    step: "factor",
    factors: ["passkey", "recovery"],
  })
  const asked = (await second.send("POST", "/auth/passkey/options", {})).body as {
    challenge: string
    allowCredentials: unknown[]
  }
  expect(asked.allowCredentials).toMatchObject([{ id: key.id }])
  const answer = key.get(asked)
  expect((await second.send("POST", "/auth/passkey/verify", { response: answer })).status).toBe(200)
  expect((await second.send("POST", "/auth/passkey/verify", { response: answer })).code).toBe("sign-in.StartOver")

  const alone = openBrowser(served.origin)
  const options = (await alone.send("POST", "/auth/passkey/options", {})).body as { challenge: string }
  expect((await alone.send("POST", "/auth/passkey/verify", { response: key.get(options) })).body).toMatchObject({
    step: "done",
  })
  expect((await session(alone)).body).toMatchObject({ staff: { staffId: person.staffId } })

  const colleague = await newPerson(ctx, served.origin, "viewer")
  const theirs = authenticator(served.origin)
  await colleague.browser.send("POST", "/auth/sign-in", as(colleague.email, colleague.password))
  const made = (await colleague.browser.send("POST", "/auth/passkey/register-options", {})).body as {
    challenge: string
  }
  await colleague.browser.send("POST", "/auth/passkey/register", { name: "a", response: theirs.create(made) })
  const thief = openBrowser(served.origin)
  await thief.send("POST", "/auth/sign-in", as(person.email, person.password))
  const victim = (await thief.send("POST", "/auth/passkey/options", {})).body as { challenge: string }
  expect((await thief.send("POST", "/auth/passkey/verify", { response: theirs.get(victim) })).code).toBe(
    "sign-in.PasskeyRefused",
  )
})

test.each([
  ["another site's page", { origin: "https://maido.example.evil" }],
  ["a device that did not ask for finger, face or PIN", { userVerified: false }],
  ["a counter that went back, as a copied key's does", { counter: 1 }],
])("S09 a passkey's answer from %s is refused", async (_what, wrong) => {
  const person = await newPerson(ctx, served.origin, "viewer")
  const key = authenticator(served.origin)
  await person.browser.send("POST", "/auth/sign-in", as(person.email, person.password))
  const creation = (await person.browser.send("POST", "/auth/passkey/register-options", {})).body as {
    challenge: string
  }
  await person.browser.send("POST", "/auth/passkey/register", { name: "電話", response: key.create(creation) })
  const prove = async (how: object) => {
    const options = (await person.browser.send("POST", "/auth/passkey/options", {})).body as { challenge: string }
    return (await person.browser.send("POST", "/auth/passkey/verify", { response: key.get(options, how) })).code
  }
  expect(await prove({})).toBeUndefined()
  expect(await prove({})).toBeUndefined()
  expect(await prove(wrong)).toBe("sign-in.PasskeyRefused")
})

test("S10 S12 the browser holds 256 random bits, the database their hash; each step gives a new token and ends the old one", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  ctx.pass(30_000)
  const other = openBrowser(served.origin)
  await other.send("POST", "/auth/sign-in", as(person.email, person.password))
  const before = other.cookies.get("maido") ?? ""
  const full = await other.send("POST", "/auth/code", { code: codeNow(ctx, person) })
  const after = other.cookies.get("maido") ?? ""
  expect(Buffer.from(after, "base64url")).toHaveLength(32)
  expect(after).not.toBe(before)
  expect(full.headers.get("set-cookie")).toMatch(/^maido=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/)
  other.cookies.set("maido", before)
  expect((await session(other)).status).toBe(401)
  const { rows } = await inTransaction(ctx.platform, (ctx) =>
    sql<{ all: string }>`select string_agg(s::text, ' ') as all from brands.sessions s`.execute(ctx.db),
  )
  expect(rows[0]?.all).not.toContain(after)
})

test("S06 over https the cookie is __Host-, Secure, HttpOnly and Lax, and a plain cookie does not carry such a session", async () => {
  const far = await testContext()
  const proxied = await serve({ platform: far.platform, identify, trustProxy: "127.0.0.1" })
  const https = { "x-forwarded-proto": "https", origin: proxied.origin.replace("http:", "https:") }
  const person = await newPerson(far, proxied.origin, "viewer")
  const { browser } = person
  const step = await browser.send("POST", "/auth/sign-in", as(person.email, person.password), https)
  expect(step.headers.get("set-cookie")).toMatch(
    /^__Host-maido=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
  )
  const { secret } = (await browser.send("POST", "/auth/totp/begin", {}, https)).body as { secret: string }
  await browser.send("POST", "/auth/totp/confirm", { code: codeOf(fromBase32(secret), stepAt(far.now())) }, https)
  expect((await session(browser, https)).status).toBe(200)
  const token = browser.cookies.get("__Host-maido") ?? ""
  browser.cookies.clear()
  browser.cookies.set("maido", token)
  expect((await session(browser, https)).status).toBe(401)
  await proxied.stop()
})

test("S10 signing out, here or from another device, ends the session on the server at once", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  const here = person.browser.cookies.get("maido") ?? ""
  const there = (await signInAs(ctx, { ...person, browser: openBrowser(served.origin) })).browser
  const account = (await person.browser.send("GET", "/api/v1/account")).body as {
    sessions: { sessionId: string; isThis: boolean }[]
  }
  const other = account.sessions.find((s) => !s.isThis)
  expect(account.sessions).toHaveLength(2)
  expect((await person.browser.send("DELETE", `/api/v1/account/sessions/${other?.sessionId}`)).status).toBe(200)
  expect((await session(there)).status).toBe(401)
  expect((await person.browser.send("POST", "/auth/sign-out", {})).status).toBe(200)
  expect(person.browser.cookies.size).toBe(0)
  person.browser.cookies.set("maido", here)
  expect((await session(person.browser)).status).toBe(401)
})

test("S10 a session ends after twelve idle hours, and after a week in any case", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  for (let hours = 0; hours < 160; hours += 8) {
    ctx.pass(8 * 3_600_000)
    expect((await session(person.browser)).status).toBe(200)
  }
  ctx.pass(8 * 3_600_000)
  expect((await session(person.browser)).status).toBe(401)
  await signInAs(ctx, person)
  ctx.pass(12 * 3_600_000)
  expect((await session(person.browser)).status).toBe(401)
})

test("S10 a quarter of an hour after signing in, keys need a new proof of who one is", async () => {
  const person = await signedInPerson(ctx, served.origin, "admin")
  const make = () => person.browser.send("POST", "/api/v1/keys", { name: "a", scopes: ["orders:read"] })
  expect((await make()).status).toBe(200)
  ctx.pass(15 * 60_000)
  expect((await make()).code).toBe("kernel.FreshSignInNeeded")
  expect((await person.browser.send("POST", "/auth/totp/begin", {})).code).toBe("kernel.FreshSignInNeeded")
  expect(
    (await person.browser.send("POST", "/auth/prove", { password: "wrong", code: codeNow(ctx, person) })).code,
  ).toBe("sign-in.WrongPassword")
  expect(
    (await person.browser.send("POST", "/auth/prove", { password: person.password, code: codeNow(ctx, person) }))
      .status,
  ).toBe(200)
  expect((await make()).status).toBe(200)
})

test("S10 a new password ends all other sessions, and weak ones are refused with the reason", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  const other = (await signInAs(ctx, { ...person, browser: openBrowser(served.origin) })).browser
  const change = (next: string, current = person.password) =>
    person.browser.send("PUT", "/api/v1/account/password", { current, next })
  // 401 would send someone who is signed in back to the sign-in page.
  expect(await change("うめぼし弁当は二つで千円", "ちがうパスワード")).toMatchObject({
    status: 422,
    body: { error: { code: "staff.WrongPassword", field: "current" } },
  })
  expect((await change("password1")).body).toMatchObject({
    error: { code: "sign-in.WeakPassword", details: { weakness: "common" } },
  })
  expect((await change("うめぼし弁当は二つで千円")).status).toBe(200)
  expect((await session(other)).status).toBe(401)
  expect((await session(person.browser)).status).toBe(200)
  expect((await openBrowser(served.origin).send("POST", "/auth/sign-in", as(person.email, person.password))).code).toBe(
    "sign-in.WrongPassword",
  )
})

test("S09 the last second factor cannot be taken away", async () => {
  const person = await signedInPerson(ctx, served.origin, "viewer")
  expect((await person.browser.send("DELETE", "/api/v1/account/totp")).code).toBe("staff.LastFactor")
  const key = authenticator(served.origin)
  const creation = (await person.browser.send("POST", "/auth/passkey/register-options", {})).body as {
    challenge: string
  }
  expect(
    (await person.browser.send("POST", "/auth/passkey/register", { name: "電話", response: key.create(creation) }))
      .status,
  ).toBe(200)
  expect((await person.browser.send("DELETE", "/api/v1/account/totp")).status).toBe(200)
  expect((await person.browser.send("DELETE", `/api/v1/account/passkeys/${key.id}`)).code).toBe("staff.LastFactor")
})

test("S07 the doors of signing in take nothing from a foreign page, nor without our header", async () => {
  const person = await newPerson(ctx, served.origin, "viewer")
  const body = as(person.email, person.password)
  for (const headers of [{ origin: "https://evil.example" }, { "x-maido-csrf": "0" }])
    expect((await person.browser.send("POST", "/auth/sign-in", body, headers)).code).toBe("kernel.ForeignOrigin")
})

test("S03 fields that nobody asked for are refused", async () => {
  const person = await signedInPerson(ctx, served.origin, "admin")
  const sign = await openBrowser(served.origin).send("POST", "/auth/sign-in", {
    ...as(person.email, person.password),
    stage: "full",
  })
  expect(sign.code).toBe("kernel.InvalidRequest")
  expect((await person.browser.send("PATCH", "/api/v1/account", { name: "a", runsInstallation: true })).status).toBe(
    422,
  )
  expect(
    (await person.browser.send("PATCH", "/api/v1/brand", { name: "a", testOf: null, brandId: ctx.brandId })).status,
  ).toBe(422)
  expect(
    (await person.browser.send("POST", "/api/v1/keys", { name: "a", scopes: ["orders:read"], brandId: ctx.brandId }))
      .status,
  ).toBe(422)
})

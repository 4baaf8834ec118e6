import { afterEach, beforeEach, expect, test } from "vitest"
import { blockedOrEnded } from "#testing/blocked"
import { openBrowser } from "#testing/browser"
import { type TestContext, testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { serve } from "#testing/http"
import { firstRunLink, openFirstAccount } from "./first-run.ts"
import { identify } from "./identify.ts"
import { inTransaction } from "#kernel/context"
import { codeOf, fromBase32, stepAt } from "./totp-rules.ts"

// An installation of its own: there is only one first run.
let fresh: Awaited<ReturnType<typeof freshDatabase>>
let ctx: TestContext
let served: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  fresh = await freshDatabase()
  ctx = await testContext({ database: fresh.database })
  served = await serve({ platform: ctx.platform, identify })
})
afterEach(async () => {
  await served.stop()
  await fresh.drop()
})

const tokenOf = (link: string | undefined) => link?.split("#")[1] ?? ""
const owner = { name: "毎度 花子", email: "hanako@hinata.example", password: "みかんとねこのひるさがり" }

test("S09 there is no default account: the printed link opens the first one, once, and then is void", async () => {
  const link = await firstRunLink(ctx.platform, served.origin)
  expect(link).toMatch(/\/admin\/first-run#[\w-]{43}$/)
  expect(await firstRunLink(ctx.platform, served.origin)).toBe(link)
  const browser = openBrowser(served.origin)
  expect((await browser.send("GET", "/api/v1/first-run")).body).toEqual({ open: true })
  const refused = await browser.send("POST", "/auth/first-run", { ...owner, token: "x".repeat(43) })
  expect(refused).toMatchObject({ status: 403, code: "sign-in.FirstRunToken" })
  const weak = await browser.send("POST", "/auth/first-run", { ...owner, token: tokenOf(link), password: "hanako123" })
  expect(weak.body).toMatchObject({ error: { code: "sign-in.WeakPassword", field: "password" } })

  const brand = { name: "ひなた", slug: "hinata" }
  expect((await browser.send("POST", "/auth/first-run", { ...owner, token: tokenOf(link), brand })).body).toEqual({
    step: "enrol",
    factors: [],
  })
  const { secret } = (await browser.send("POST", "/auth/totp/begin", {})).body as { secret: string }
  await browser.send("POST", "/auth/totp/confirm", { code: codeOf(fromBase32(secret), stepAt(ctx.now())) })
  const session = (await browser.send("GET", "/api/v1/session")).body as { role: string; brands: { slug: string }[] }
  // Who runs the installation owns every brand, those opened by others included.
  expect(session.role).toBe("owner")
  expect(session.brands.map((b) => b.slug)).toEqual(expect.arrayContaining(["hinata", ctx.brand.slug]))

  expect(await firstRunLink(ctx.platform, served.origin)).toBeUndefined()
  expect(
    (await browser.send("POST", "/auth/first-run", { ...owner, email: "b@hinata.example", token: tokenOf(link) })).code,
  ).toBe("sign-in.FirstRunOver")
  expect((await browser.send("GET", "/auth/state")).body).toMatchObject({ step: "done", fresh: true, firstRun: false })
})

test("S09 two people with the link at once: one account", async () => {
  const token = tokenOf(await firstRunLink(ctx.platform, served.origin))
  const visit = { origin: served.origin, secure: false, ip: "127.0.0.1", browser: "", token: undefined }
  const given = { ...owner, language: "ja" as const, token, brand: undefined }
  let second: Promise<unknown> = Promise.resolve()
  await inTransaction(ctx.platform, async (platform) => {
    await openFirstAccount(platform, visit, given)
    // The first has its account but has not committed it when the second comes.
    second = openFirstAccount(ctx.platform, visit, { ...given, email: "b@hinata.example" })
    await blockedOrEnded(ctx, second)
  })
  await expect(second).rejects.toMatchObject({ code: "sign-in.FirstRunOver" })
})

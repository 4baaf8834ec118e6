import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { mailTransports } from "#messages"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { blockedOrEnded } from "#testing/blocked"
import { openBrowser } from "#testing/browser"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { codeNow, newPerson, type Person, signedInPerson, signInAs } from "#testing/staff"
import { createMailWays } from "../../adapters/email/mail-ways.ts"
import * as contract from "./contract.ts"
import { createBrand } from "./create-brand.ts"
import { identify } from "./identify.ts"
import { removeFromBrand, staffOf } from "./staff.ts"
import { builtInRoles } from "./roles-rules.ts"
import { codeOf, fromBase32, stepAt } from "./totp-rules.ts"

const mailWays = createMailWays({ smtpUrl: undefined, now: () => ctx.now(), store: { keep: async () => {} } })
let ctx: TestContext
let served: Awaited<ReturnType<typeof serve>>
let owner: Person
beforeAll(async () => {
  // Invitations go out by mail.
  ctx = await testContext({ plugs: [plug(mailTransports, mailWays)] })
  served = await serve({ platform: ctx.platform, identify })
  owner = await signedInPerson(ctx, served.origin, "owner")
})
afterAll(async () => {
  await served.stop()
  await mailWays.close()
})

const tokenOf = (link: string) => link.split("#")[1] ?? ""
const rightsOf = async (person: Person) => (await person.browser.call(contract.readSession)).rights

test("S09 an invitation makes an account, once, within seven days, and a second factor is asked for at once", async () => {
  const { link } = await owner.browser.call(contract.invite, { email: "new@hinata.example", role: "support" })
  const newcomer = openBrowser(served.origin)
  const token = tokenOf(link)
  expect((await newcomer.send("POST", "/auth/invitation", { token })).body).toEqual({
    brand: "ひなた",
    email: "new@hinata.example",
    role: { ja: "カスタマーサポート", en: "Customer support" },
    hasAccount: false,
  })
  expect((await newcomer.send("POST", "/auth/invitation/accept", { token })).code).toBe("staff.NameAndPasswordNeeded")
  const accepted = await newcomer.send("POST", "/auth/invitation/accept", {
    token,
    name: "新人",
    password: "みかんとねこのひるさがり",
  })
  expect(accepted.body).toEqual({ step: "enrol", factors: [] })
  const { secret } = (await newcomer.send("POST", "/auth/totp/begin", {})).body as { secret: string }
  await newcomer.send("POST", "/auth/totp/confirm", { code: codeOf(fromBase32(secret), stepAt(ctx.now())) })
  expect((await newcomer.call(contract.readSession)).rights).toEqual(builtInRoles.support.rights)
  for (const again of [newcomer, openBrowser(served.origin)])
    expect(
      (await again.send("POST", "/auth/invitation/accept", { token, name: "a", password: "みかんとねこのひるさがり" }))
        .code,
    ).toBe("staff.InvitationOver")
  expect((await owner.browser.call(contract.listInvitations)).items).toMatchObject([{ state: "accepted" }])
})

test("S09 an invitation that was altered, withdrawn or left for a week opens nothing", async () => {
  const own = await testContext({ plugs: [plug(mailTransports, mailWays)] })
  const there = await serve({ platform: own.platform, identify })
  const admin = await signedInPerson(own, there.origin, "admin")
  const shown = async (token: string) =>
    (await openBrowser(there.origin).send("POST", "/auth/invitation", { token })).code
  const first = await admin.browser.call(contract.invite, { email: "a@hinata.example", role: "viewer" })
  expect(await shown(tokenOf(first.link).replace(/.$/, (end) => (end === "A" ? "B" : "A")))).toBe("kernel.BadLink")
  await admin.browser.call(contract.withdrawInvitation, { invitationId: first.invitationId })
  expect(await shown(tokenOf(first.link))).toBe("staff.InvitationOver")
  const second = await admin.browser.call(contract.invite, { email: "a@hinata.example", role: "viewer" })
  own.pass(7 * 86_400_000)
  expect(await shown(tokenOf(second.link))).toBe("kernel.ExpiredLink")
  await there.stop()
})

test("A logistics partner's people work for many brands: the header chooses, else the brand looked at last", async () => {
  const partner = await signedInPerson(ctx, served.origin, "viewer")
  const other = await testContext()
  const elsewhere = await signedInPerson(other, served.origin, "owner")
  const { link } = await elsewhere.browser.call(contract.invite, { email: partner.email, role: "admin" })
  // The link alone adds nothing to an account: its owner must be signed in.
  expect(
    (await openBrowser(served.origin).send("POST", "/auth/invitation/accept", { token: tokenOf(link) })).code,
  ).toBe("staff.SignInFirst")
  expect((await elsewhere.browser.send("POST", "/auth/invitation/accept", { token: tokenOf(link) })).code).toBe(
    "staff.SignInFirst",
  )
  expect((await partner.browser.send("POST", "/auth/invitation/accept", { token: tokenOf(link) })).body).toMatchObject({
    step: "done",
  })

  const session = await partner.browser.call(contract.readSession)
  expect(session).toMatchObject({ brand: { brandId: other.brandId }, role: "admin" })
  expect(session.brands.map((b) => b.brandId).sort()).toEqual([ctx.brandId, other.brandId].sort())
  await partner.browser.call(contract.chooseBrand, { brandId: ctx.brandId })
  expect((await partner.browser.call(contract.readSession)).role).toBe("viewer")
  const byHeader = { "x-maido-brand": other.brand.slug }
  expect((await partner.browser.call(contract.readSession, {}, byHeader)).role).toBe("admin")
  expect((await partner.browser.send("GET", "/api/v1/staff", undefined, byHeader)).status).toBe(200)
  expect((await partner.browser.send("GET", "/api/v1/staff")).code).toBe("kernel.NotAllowed")
})

test("S01 a brand that is not one's own does not exist: not by header, not by choice, not by its people's ids", async () => {
  const other = await testContext()
  const theirs = await newPerson(other, served.origin, "viewer")
  for (const brand of [other.brandId, other.brand.slug, "00000000-0000-0000-0000-000000000000", "' or true --"])
    expect(await owner.browser.send("GET", "/api/v1/session", undefined, { "x-maido-brand": brand })).toMatchObject({
      status: 404,
    })
  expect(await owner.browser.send("PUT", "/api/v1/session/brand", { brandId: other.brandId })).toMatchObject({
    status: 404,
  })
  expect(await owner.browser.send("PATCH", `/api/v1/staff/${theirs.staffId}`, { role: "viewer" })).toMatchObject({
    status: 404,
  })
  expect(await owner.browser.send("DELETE", `/api/v1/staff/${theirs.staffId}`)).toMatchObject({ status: 404 })
  expect((await owner.browser.call(contract.listStaff)).items.map((p) => p.staffId)).not.toContain(theirs.staffId)
})

test("S10 a role that is taken away, or an account that is stopped, counts from the very next request", async () => {
  const person = await signedInPerson(ctx, served.origin, "admin")
  expect(await rightsOf(person)).toContain("export")
  await owner.browser.call(contract.changeRole, { staffId: person.staffId, role: "viewer" })
  expect(await rightsOf(person)).not.toContain("export")
  await owner.browser.call(contract.removeStaff, { staffId: person.staffId })
  expect((await person.browser.send("GET", "/api/v1/session")).status).toBe(401)

  const runner = await signedInPerson(ctx, served.origin, null, { runsInstallation: true })
  const bad = await signedInPerson(ctx, served.origin, "admin")
  expect((await owner.browser.send("PUT", `/api/v1/staff/${bad.staffId}/disabled`, { disabled: true })).code).toBe(
    "staff.RunnersOnly",
  )
  await runner.browser.call(contract.disableStaff, { staffId: bad.staffId, disabled: true })
  expect((await bad.browser.send("GET", "/api/v1/session")).status).toBe(401)
  expect((await bad.browser.send("POST", "/auth/sign-in", { email: bad.email, password: bad.password })).code).toBe(
    "sign-in.WrongPassword",
  )
  await runner.browser.call(contract.disableStaff, { staffId: bad.staffId, disabled: false })
  await signInAs(ctx, bad)
  expect((await bad.browser.send("GET", "/api/v1/session")).status).toBe(200)
})

test("Nobody makes anybody mightier than themselves, owners only by owners, and one owner stays", async () => {
  const own = await testContext({ plugs: [plug(mailTransports, mailWays)] })
  const there = await serve({ platform: own.platform, identify })
  const [boss, admin] = [
    await signedInPerson(own, there.origin, "owner"),
    await signedInPerson(own, there.origin, "admin"),
  ]
  const { role } = await boss.browser.call(contract.saveRole, {
    name: "人事",
    rights: ["brand:read", "staff:write", "keys:write"],
  })
  const hr = await signedInPerson(own, there.origin, role)
  const viewer = await newPerson(own, there.origin, "viewer")
  expect(await hr.browser.refusal(contract.changeRole, { staffId: viewer.staffId, role: "admin" })).toBe(
    "staff.BeyondYours",
  )
  expect(await hr.browser.refusal(contract.changeRole, { staffId: hr.staffId, role: "admin" })).toBe(
    "staff.BeyondYours",
  )
  expect(await hr.browser.refusal(contract.invite, { email: "x@hinata.example", role: "marketer" })).toBe(
    "staff.BeyondYours",
  )
  expect(await hr.browser.refusal(contract.removeStaff, { staffId: admin.staffId })).toBe("staff.BeyondYours")
  expect(await hr.browser.refusal(contract.rewriteRole, { role, name: "人事", rights: ["export"] })).toBe(
    "staff.BeyondYours",
  )
  expect(await hr.browser.refusal(contract.makeKey, { name: "a", scopes: ["customers:personal"] })).toBe(
    "keys.BeyondYours",
  )
  expect(await admin.browser.refusal(contract.changeRole, { staffId: admin.staffId, role: "owner" })).toBe(
    "staff.OwnersOnly",
  )
  expect(await admin.browser.refusal(contract.removeStaff, { staffId: boss.staffId })).toBe("staff.OwnersOnly")
  expect(await admin.browser.refusal(contract.removeRole, { role })).toBe("staff.RoleInUse")
  await boss.browser.call(contract.changeRole, { staffId: admin.staffId, role: "owner" })
  await there.stop()
})

test("Two owners who remove each other in the same moment: one stays", async () => {
  const own = await testContext({ plugs: [plug(mailTransports, mailWays)] })
  const [a, b] = [await newPerson(own, served.origin, "owner"), await newPerson(own, served.origin, "owner")]
  const as = ({ staffId }: Person) => ({ actor: { kind: "staff" as const, staffId } })
  let second: Promise<void> = Promise.resolve()
  await inTransaction(own, async (ctx) => {
    await removeFromBrand({ ...ctx, ...as(a) }, b.staffId)
    second = removeFromBrand({ ...own, ...as(b) }, a.staffId)
    await blockedOrEnded(own, second)
  })
  await expect(second).rejects.toMatchObject({ code: "kernel.SignInNeeded" })
  expect((await staffOf(own)).map((p) => p.staffId)).toContain(a.staffId)
})

test("A role of the brand's own: send, approve, export and personal data are rights of their own", async () => {
  const { items, rights } = await owner.browser.call(contract.listRoles)
  expect(items.filter((r) => r.isBuiltIn).map((r) => r.role)).toEqual([
    "owner",
    "admin",
    "marketer",
    "approver",
    "support",
    "store",
    "viewer",
  ])
  expect(rights.map((r) => r.right)).toEqual(
    expect.arrayContaining(["messages:send", "messages:approve", "export", "customers:personal"]),
  )
  const { role } = await owner.browser.call(contract.saveRole, {
    name: "配信担当",
    rights: ["messages:read", "messages:send"],
  })
  const sender = await signedInPerson(ctx, served.origin, role)
  expect(await rightsOf(sender)).toEqual(["messages:read", "messages:send"])
  await owner.browser.call(contract.rewriteRole, { role, name: "配信担当", rights: ["messages:read"] })
  expect(await rightsOf(sender)).toEqual(["messages:read"])
  expect(await owner.browser.refusal(contract.saveRole, { name: "配信担当", rights: [] })).toBe("staff.RoleNameTaken")
  expect(await owner.browser.refusal(contract.saveRole, { name: "b", rights: ["everything"] })).toBe(
    "kernel.InvalidRequest",
  )
})

test("S09 a reset link sets a new password, once; the second factor is still asked for unless it was lost", async () => {
  const runner = await signedInPerson(ctx, served.origin, null, { runsInstallation: true })
  const person = await signedInPerson(ctx, served.origin, "viewer")
  expect(await owner.browser.refusal(contract.makeResetLink, { staffId: person.staffId })).toBe("staff.RunnersOnly")
  const { link } = await runner.browser.call(contract.makeResetLink, { staffId: person.staffId })
  const next = "うめぼし弁当は二つで千円"
  const fresh = openBrowser(served.origin)
  expect((await fresh.send("POST", "/auth/reset", { token: tokenOf(link), password: next })).body).toMatchObject({
    step: "factor",
  })
  expect((await person.browser.send("GET", "/api/v1/session")).status).toBe(401)
  expect((await fresh.send("POST", "/auth/reset", { token: tokenOf(link), password: next })).code).toBe(
    "staff.InvitationOver",
  )
  ctx.pass(30_000)
  expect((await fresh.send("POST", "/auth/code", { code: codeNow(ctx, person) })).status).toBe(200)
  const lost = await runner.browser.call(contract.makeResetLink, { staffId: person.staffId, factors: true })
  expect(
    (await fresh.send("POST", "/auth/reset", { token: tokenOf(lost.link), password: `${next}です` })).body,
  ).toEqual({ step: "enrol", factors: [] })
  // A reset link is no invitation, and the other way round.
  expect((await fresh.send("POST", "/auth/invitation", { token: tokenOf(lost.link) })).code).toBe("kernel.BadLink")
})

test("S31 the test twin is opened when first asked for, once, with its people, and its keys say mk_test_", async () => {
  const own = await testContext({ plugs: [plug(mailTransports, mailWays)] })
  const there = await serve({ platform: own.platform, identify })
  const admin = await signedInPerson(own, there.origin, "admin")
  const [first, second] = await Promise.all([1, 2].map(() => admin.browser.call(contract.openTestTwin)))
  expect(first).toMatchObject({ testOf: own.brandId })
  expect(second?.brandId).toBe(first?.brandId)
  const { key, secret } = await admin.browser.call(contract.makeKey, {
    name: "a",
    scopes: ["orders:read"],
    mode: "test",
  })
  expect(secret).toMatch(/^mk_test_/)
  expect(key).toMatchObject({ mode: "test", brandId: first?.brandId })
  expect((await identify(own.platform, { headers: { authorization: `Bearer ${secret}` }, ip: "" }))?.brandId).toBe(
    first?.brandId,
  )
  expect((await admin.browser.call(contract.listKeys)).items).toMatchObject([{ keyId: key.keyId, mode: "test" }])
  expect(
    (await admin.browser.call(contract.readSession, {}, { "x-maido-brand": first?.brandId ?? "" })).brand,
  ).toMatchObject({ isTest: true })
  await admin.browser.call(contract.endKey, { keyId: key.keyId })
  expect(await identify(own.platform, { headers: { authorization: `Bearer ${secret}` }, ip: "" })).toBeUndefined()
  await there.stop()
})

test("Only those who run the installation open brands, and a taken address is said to be taken", async () => {
  const runner = await signedInPerson(ctx, served.origin, null, { runsInstallation: true })
  const slug = `${ctx.brand.slug.slice(0, 20)}-b`
  expect(await owner.browser.refusal(contract.openBrand, { name: "a", slug })).toBe("staff.RunnersOnly")
  const brand = await runner.browser.call(contract.openBrand, { name: "a", slug })
  expect(await runner.browser.refusal(contract.openBrand, { name: "a", slug })).toBe("brands.SlugTaken")
  expect(await runner.browser.refusal(contract.openBrand, { name: "a", slug: `${slug}c`, zone: "Mars/Olympus" })).toBe(
    "kernel.InvalidRequest",
  )
  expect((await runner.browser.call(contract.readSession, {}, { "x-maido-brand": brand.brandId })).role).toBe("owner")
  await expect(createBrand(ctx, { slug, name: "a" })).rejects.toMatchObject({ code: "brands.SlugTaken" })
})

test("S70 the log tells who did what, and those who run the installation see the sign-ins", async () => {
  const person = await signedInPerson(ctx, served.origin, "admin")
  await person.browser.call(contract.renameBrand, { name: "ひなた堂" })
  const { items } = await person.browser.call(contract.listAudit, { limit: 1, action: "brands." })
  expect(items).toMatchObject([
    {
      action: "brands.changed",
      actor: `staff:${person.staffId}`,
      actorName: "店長 花子",
      before: { name: "ひなた" },
      after: { name: "ひなた堂" },
    },
  ])
  expect(await person.browser.send("GET", "/api/v1/audit/verification")).toMatchObject({ body: { intact: true } })
  expect((await person.browser.send("GET", "/api/v1/audit?of=installation")).code).toBe("staff.RunnersOnly")
  const runner = await signedInPerson(ctx, served.origin, null, { runsInstallation: true })
  const lines = (await runner.browser.send("GET", `/api/v1/audit?of=installation&subject=staff:${person.staffId}`)).body
  expect(lines).toMatchObject({
    items: [{ action: "staff.signed-in", ip: "127.0.0.1" }, { action: "staff.factor-added" }],
  })
})

test("S13 S31 a key made with an Idempotency-Key comes again on repetition, and its secret stands nowhere in the database", async () => {
  const key = { "idempotency-key": `k-${ctx.id()}` }
  const make = () => owner.browser.call(contract.makeKey, { name: "a", scopes: ["orders:read"] }, key)
  const [first, again] = [await make(), await make()]
  expect(again).toEqual(first)
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{
      all: string
    }>`select (select string_agg(i::text, '') from kernel.idempotency i) || (select string_agg(k::text, '') from brands.api_keys k)
      || (select string_agg(a::text, '') from brands.audit a) as all`.execute(ctx.db),
  )
  expect(rows[0]?.all).toContain(first.key.keyId)
  expect(rows[0]?.all).not.toContain(first.secret.slice(8))
})

test("the roles count who runs the installation as an owner, as the list of staff does", async () => {
  const { items } = await owner.browser.call(contract.listRoles)
  const staff = (await owner.browser.call(contract.listStaff)).items
  for (const { role, people } of items) expect(people).toBe(staff.filter((person) => person.role === role).length)
  expect(staff.some(({ runsInstallation }) => runsInstallation)).toBe(true)
})

import { readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { type Person, signedInPerson } from "#testing/staff"
import { brandLook } from "./brand-look.ts"
import * as contract from "./contract.ts"
import { firstRunLink } from "./first-run.ts"
import { identify } from "./identify.ts"
import { pictureLimits } from "./picture-rules.ts"
import { auditLines } from "./read-audit.ts"

const png = readFileSync(new URL("../../testing/fixtures/picture.png", import.meta.url))

let ctx: TestContext
let served: Awaited<ReturnType<typeof serve>>
let admin: Person
beforeAll(async () => {
  ctx = await testContext()
  served = await serve({ platform: ctx.platform, identify })
  await firstRunLink(ctx.platform, "https://maido.example.jp")
  admin = await signedInPerson(ctx, served.origin, "admin")
})
afterAll(() => served.stop())

async function send(body: Buffer, type = "image/png", as = admin) {
  const { path, token } = await as.browser.call(contract.allowLogoUpload, {})
  return put(path, body, { "x-upload-token": token, "content-type": type })
}
async function put(path: string, body: Buffer, headers: Record<string, string>) {
  const reply = await fetch(`${served.origin}${path}`, { method: "PUT", body: new Uint8Array(body), headers })
  // safe: an answer of the product has one of these forms
  const answer = (await reply.json()) as { logoUrl?: string; error?: { code: string } }
  return { status: reply.status, code: answer.error?.code, logoUrl: answer.logoUrl ?? "" }
}
const shown = (logoUrl: string) => fetch(`${served.origin}${new URL(logoUrl).pathname}`)

test("S50 a logo is taken for what its bytes are, whatever it is called, and shown for good under its own name", async () => {
  const { status, logoUrl } = await send(png, "image/svg+xml")
  expect(status).toBe(200)
  expect(logoUrl).toMatch(/^https?:\/\/[^/]+\/brand-pictures\/[0-9a-f-]{36}\/[0-9a-f]{64}\.png$/)
  const { look } = await admin.browser.call(contract.readBrand)
  await admin.browser.call(contract.saveLook, { look: { ...look, logoUrl } })
  expect((await brandLook(ctx)).logoUrl).toBe(logoUrl)
  const picture = await shown(logoUrl)
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(png)
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    "content-type": "image/png",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  })
  expect((await send(png)).logoUrl).toBe(logoUrl)
})

test("S70 whoever sent a picture stands in the audit log", async () => {
  await send(png)
  const { items } = await auditLines(ctx, { of: "brand", action: "brands.picture-added", limit: 1 })
  expect(items[0]).toMatchObject({ after: { type: "image/png", width: 3, height: 2 }, actor: `staff:${admin.staffId}` })
})

test("S50 S44 what is no picture, or too big, is refused in words and changes nothing", async () => {
  const before = (await brandLook(ctx)).logoUrl
  const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
  expect(await send(svg, "image/svg+xml")).toMatchObject({ status: 415, code: "brands.NoPicture" })
  expect(await send(svg, "image/png")).toMatchObject({ status: 415, code: "brands.NoPicture" })
  expect(await send(Buffer.alloc(0))).toMatchObject({ status: 415, code: "brands.NoPicture" })
  expect((await send(Buffer.alloc(pictureLimits.bytes + 1))).status).toBe(413)
  // 1 × 50,000 pixels: few bytes, and no logo.
  const tall = Buffer.from(png)
  tall.writeUInt32BE(50_000, 20)
  expect(await send(tall)).toMatchObject({ status: 413, code: "brands.PictureTooBig" })
  expect((await brandLook(ctx)).logoUrl).toBe(before)
})

test("S07 S23 a logo needs a permission of its brand, and is found in its brand alone", async () => {
  expect((await put("/api/v1/brand-logo", png, {})).status).toBeGreaterThanOrEqual(400)
  expect((await put("/api/v1/brand-logo", png, { "x-upload-token": "v1.a.b" })).code).toBe("kernel.BadLink")
  const viewer = await signedInPerson(ctx, served.origin, "viewer")
  expect(await viewer.browser.refusal(contract.allowLogoUpload, {})).toMatch(/^kernel\./)
  const { logoUrl } = await send(png)
  const other = await testContext()
  expect((await shown(logoUrl.replace(ctx.brandId, other.brandId))).status).toBe(404)
  expect((await shown(logoUrl.replace(/[0-9a-f]{64}/, "..%2f..%2fsecret.key"))).status).toBe(404)
})

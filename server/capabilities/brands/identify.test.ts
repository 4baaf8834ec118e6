import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { createApiKey, createWriteKey, revokeKey } from "./api-keys.ts"
import { createBrand } from "./create-brand.ts"
import { identify, senderOf } from "./identify.ts"
import { selectKeyByHash } from "./storage-keys.ts"
import { secretHash } from "./secrets.ts"

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` }, ip: "127.0.0.1" })
const day = 86_400_000

test("S31 a secret key is shown once, kept as SHA-256 of 256 random bits, and acts for its brand within its scopes", async () => {
  const ctx = await testContext()
  const { key, secret } = await createApiKey(ctx, { name: "倉庫システム", scopes: ["orders:read", "shipments:write"] })
  expect(secret).toMatch(/^mk_live_[\w-]{43}$/)
  const caller = await identify(ctx.platform, bearer(secret))
  expect(caller).toMatchObject({
    actor: { kind: "key", keyId: key.keyId },
    brandId: ctx.brandId,
    ambient: false,
    fresh: false,
  })
  expect([...(caller?.rights ?? [])]).toEqual(["orders:read", "shipments:write"])
  const stored = await inTransaction(ctx.platform, (ctx) => selectKeyByHash(ctx, secretHash(secret)))
  expect(JSON.stringify(stored)).not.toContain(secret.slice(8, -4))
  expect(stored?.lastUsedAt).toEqual(ctx.now())
})

test("S31 a revoked key is refused at once here, and elsewhere before five seconds have passed", async () => {
  const ctx = await testContext()
  const { key, secret } = await createApiKey(ctx, { name: "a", scopes: ["orders:read"] })
  // Another process of the installation: the same database, its own memory.
  const elsewhere = { ...ctx.platform, keys: { ...ctx.keys } }
  expect(await identify(ctx.platform, bearer(secret))).toBeDefined()
  expect(await identify(elsewhere, bearer(secret))).toBeDefined()
  await revokeKey(ctx, key.keyId)
  expect(await identify(ctx.platform, bearer(secret))).toBeUndefined()
  ctx.pass(4_999)
  expect(await identify(elsewhere, bearer(secret))).toBeUndefined()
})

test("S31 a key ends on its day", async () => {
  const ctx = await testContext()
  const { secret } = await createApiKey(ctx, { name: "a", scopes: [], expiresAt: new Date(ctx.now().getTime() + day) })
  expect(await identify(ctx.platform, bearer(secret))).toBeDefined()
  ctx.pass(day)
  expect(await identify(ctx.platform, bearer(secret))).toBeUndefined()
})

test("S31 a key of the test twin says so, and acts for the twin only", async () => {
  const ctx = await testContext()
  const twin = await createBrand(ctx.platform, {
    slug: `${ctx.brand.slug}-test`,
    name: "ひなた（テスト）",
    testOf: ctx.brandId,
  })
  const { secret } = await createApiKey({ ...ctx, brandId: twin.brandId }, { name: "a", scopes: ["orders:read"] })
  expect(secret).toMatch(/^mk_test_/)
  expect((await identify(ctx.platform, bearer(secret)))?.brandId).toBe(twin.brandId)
})

test.each(["", "mk_live_", `mk_live_${"a".repeat(43)}`, "mk_live_' or 1=1 --", "x".repeat(5_000)])(
  "S31 what is no key of ours is nobody: %j",
  async (secret) => expect(await identify((await testContext()).platform, bearer(secret))).toBeUndefined(),
)

test("S30 a browser's write key opens the tracking door from its own sites only, and no other door at all", async () => {
  const ctx = await testContext()
  const { secret } = await createWriteKey(ctx, { name: "店", origins: ["https://shop.example.jp/any/path"] })
  expect(secret).toMatch(/^wk_/)
  expect(await identify(ctx.platform, bearer(secret))).toBeUndefined()
  expect(await senderOf(ctx.platform, secret, "https://shop.example.jp")).toMatchObject({
    brandId: ctx.brandId,
    trust: "public",
  })
  for (const origin of ["https://evil.example", "http://shop.example.jp", "null", undefined])
    await expect(senderOf(ctx.platform, secret, origin)).rejects.toMatchObject({ code: "keys.OriginNotAllowed" })
  const { secret: reader } = await createApiKey(ctx, { name: "読むだけ", scopes: ["orders:read"] })
  await expect(senderOf(ctx.platform, reader, undefined)).rejects.toMatchObject({ code: "keys.WriteKeyUnknown" })
})

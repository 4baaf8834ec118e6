import { expect, onTestFinished, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { drain, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { signedInPerson } from "#testing/staff"
import * as contract from "./contract.ts"
import { deleteBrand } from "./delete-brand.ts"
import { identify } from "./identify.ts"
import { selectBrand } from "./storage.ts"
import { countByRole, insertMember } from "./storage-members.ts"
import { testTwin } from "./test-twin.ts"

const demoContext = () => testContext({ brand: { isDemo: true } })
const isThere = (ctx: Awaited<ReturnType<typeof testContext>>, brandId: string) =>
  inTransaction(ctx.platform, async (platform) => (await selectBrand(platform, brandId)) !== undefined)

test("S30 a demo brand goes in one click of who may change it, its twin with it; whoever may not is refused", async () => {
  const ctx = await demoContext()
  const twin = await testTwin(ctx)
  const live = await testContext()
  const there = await serve({ platform: ctx.platform, identify })
  onTestFinished(there.stop)
  const viewer = await signedInPerson(ctx, there.origin, "viewer")
  const stranger = await signedInPerson(live, there.origin, "owner")
  const owner = await signedInPerson(ctx, there.origin, "owner")
  await inTransaction(live, (live) => insertMember(live, owner.staffId, "viewer"))
  const { brandId } = ctx
  expect(await viewer.browser.refusal(contract.removeBrand, { brandId })).toBe("kernel.NotAllowed")
  expect(await stranger.browser.refusal(contract.removeBrand, { brandId })).toBe("kernel.NotFound")
  expect(await stranger.browser.refusal(contract.removeBrand, { brandId: live.brandId })).toBe("brands.OnlyDemoOrTest")
  await owner.browser.call(contract.chooseBrand, { brandId })
  expect(await owner.browser.refusal(contract.removeBrand, { brandId: live.brandId })).toBe("staff.BeyondYours")
  await owner.browser.call(contract.removeBrand, { brandId })
  expect([await isThere(ctx, brandId), await isThere(ctx, twin.brandId), await isThere(ctx, live.brandId)]).toEqual([
    false,
    false,
    true,
  ])
  // The session goes on at the brand that is left.
  expect((await owner.browser.call(contract.readSession)).brand.brandId).toBe(live.brandId)
})

test("a twin for testing can be deleted alone, and what came into a deleted brand meanwhile is swept away", async () => {
  const ctx = await testContext()
  const twin = await testTwin(ctx)
  await deleteBrand(ctx, twin.brandId)
  expect(await isThere(ctx, twin.brandId)).toBe(false)
  expect(await isThere(ctx, ctx.brandId)).toBe(true)
  // A writer that did not hear of it in time.
  const late = { ...ctx.platform, brandId: twin.brandId }
  await inTransaction(late, (late) => insertMember(late, late.id(), "viewer"))
  const left = () => inTransaction(late, async (late) => (await countByRole(late)).get("viewer") ?? 0)
  expect(await left()).toBe(1)
  ctx.pass(61_000)
  await drain(ctx.platform, ctx.assembled)
  expect(await left()).toBe(0)
})

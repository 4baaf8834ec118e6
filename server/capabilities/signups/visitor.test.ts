import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { createWriteKey } from "#brands"
import { customerById, resolveCustomer } from "#customers"
import { recordEvents, timelineOf } from "#events"
import { inTransaction } from "#kernel/context"
import { aBrand, agreed, box, pathIn, personAt } from "#testing/signups"
import { changeSignupSettings, signupSettings } from "./settings.ts"

type Brand = Awaited<ReturnType<typeof aBrand>>

/** Somebody unknown looks at a cream in this browser. */
const looks = ({ ctx }: Brand, visitor: string) =>
  inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "anonymous" as const, issuer: "web", value: visitor }]
    const { customerId } = await resolveCustomer(ctx, { identities, source: "web", at: ctx.now() })
    const seen = { customerId, name: "Product Viewed", occurredAt: ctx.now(), source: "web", externalId: visitor }
    await recordEvents(ctx, [{ ...seen, productId: "cream" }])
    return customerId
  })

async function joins({ ctx, page }: Brand, visitor: string, address: string): Promise<void> {
  const { secret } = await createWriteKey(ctx, { name: "site", origins: ["https://shop.example.jp"] })
  const sent = {
    key: secret,
    form: "letters",
    version: 1,
    lang: "ja",
    pageUrl: "https://shop.example.jp/",
    anonymousId: visitor,
  }
  const { status } = await page("/v1/forms/join", {
    method: "POST",
    headers: { origin: "https://shop.example.jp", "content-type": "text/plain" },
    body: JSON.stringify({ ...sent, written: { email: address } }),
  })
  expect(status).toBe(200)
}

const seenBy = ({ ctx }: Brand, customerId: string) =>
  inTransaction(ctx, async (ctx) => {
    const { items } = await timelineOf(ctx, customerId, { limit: 50 })
    return items.filter(({ name }) => name === "Product Viewed").map(({ productId }) => productId)
  })

const formsJoined = ({ ctx }: Brand, customerId: string) =>
  inTransaction(ctx, async (ctx) => {
    const { items } = await timelineOf(ctx, customerId, { limit: 50 })
    return items.filter(({ name }) => name === "Sign-up Confirmed").map(({ properties }) => properties.form)
  })

test("A05 M20 what a visitor looked at before she signed up is hers once she has answered the mail, and not before", async () => {
  const brand = await aBrand("popup")
  const { ctx, post, stop } = brand
  // Of two profiles that turn out to be one either may be the one that stays: her yes counts whichever it is.
  for (const address of ["misaki@example.jp", "ren@example.jp", "yui@example.jp", "sora@example.jp"]) {
    const visitor = randomUUID()
    const before = await looks(brand, visitor)
    await joins(brand, visitor, address)
    await ctx.drain()
    const typed = await personAt(ctx, address)
    expect(typed).toMatchObject({ state: "pending", known: false })
    expect(await seenBy(brand, typed.customerId)).toEqual([])
    ctx.pass(60_000)
    await post(pathIn(box.at(-1), "confirm"), {})
    const { customerId, state } = await personAt(ctx, address)
    expect(state).toBe("given")
    expect(await seenBy(brand, customerId)).toEqual(["cream"])
    expect(await formsJoined(brand, customerId)).toEqual(["letters"])
    const earlier = await inTransaction(ctx, (ctx) => customerById(ctx, before))
    expect(earlier?.mergedInto ?? earlier?.customerId).toBe(customerId)
  }
  await stop()
})

test("A05 S30 without a mail that asks, a stranger who types a known address brings nothing of her browser to it", async () => {
  const brand = await aBrand("popup")
  const { ctx, stop } = brand
  await inTransaction(ctx, async (ctx) => {
    await changeSignupSettings(ctx, { ...(await signupSettings(ctx)), doubleOptIn: false }, 0)
  })
  const [known, stranger, newcomer] = [await agreed(ctx, "kenji@example.jp"), randomUUID(), randomUUID()]
  await looks(brand, stranger)
  await joins(brand, stranger, "kenji@example.jp")
  expect(await seenBy(brand, known)).toEqual([])
  await looks(brand, newcomer)
  await joins(brand, newcomer, "new@example.jp")
  expect(await seenBy(brand, (await personAt(ctx, "new@example.jp")).customerId)).toEqual(["cream"])
  await stop()
})

import { afterAll, expect, onTestFinished, test } from "vitest"
import { consentStatesOf, consentsHeld, suppressionsOf } from "#customers"
import type { OutgoingMail } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { signupPages } from "#signups"
import { serve } from "#testing/http"
import { letterBox } from "#testing/letter-box"
import { letterContext, planLetter, readers } from "#testing/letter-scene"
import { trackingPages } from "#tracking"
import { openChromium } from "../../../e2e/chromium.ts"
import { signupPortal, trackingPortal } from "../../../portal/server.ts"
import { writeHits } from "./keep-hits.ts"
import { ratesOf } from "./rates.ts"
import { selectHits } from "./storage.ts"

const letters = letterBox()
const plugs = [...letters.plugs, plug(trackingPages, trackingPortal), plug(signupPages, signupPortal)]
const address = "misaki@customer.example"
let ctx: Awaited<ReturnType<typeof letterContext>>
let door: Awaited<ReturnType<typeof serve>>
let customerId = ""
let messageId = ""
let mail: OutgoingMail

afterAll(() => letters.close())

/** A brand of its own, and one letter that has arrived a minute ago. */
async function arrive() {
  letters.box.length = 0
  ctx = await letterContext({ plugs })
  door = await serve({ platform: ctx.platform })
  onTestFinished(door.stop)
  const [person = ""] = await readers(ctx, ["misaki"])
  customerId = person
  messageId = await planLetter(ctx, person)
  await ctx.drain()
  const [sent] = letters.box
  if (!sent) throw new Error("the letter did not leave")
  mail = sent
  ctx.pass(60_000)
}

/** Every address in a mail, as a scanner finds them: links, pictures, the text part, the way out in the head. */
function linksIn({ html, text, unsubscribe }: OutgoingMail): string[] {
  const found = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url = ""]) => url.replaceAll("&amp;", "&"))
  const plain = text.match(/https?:\/\/\S+/g) ?? []
  return [...new Set([...found, ...plain, ...(unsubscribe ? [unsubscribe.url] : [])])].filter((url) =>
    url.startsWith("http"),
  )
}

/** Ours are reached at the door of this test; the rest of the world is not there. */
const here = (url: string) => new URL(new URL(url).pathname, door.origin).href
const isOurs = (url: string) => /^\/(l|o|s)\//.test(new URL(url).pathname)

const standing = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => ({
    state: (await consentStatesOf(ctx, [customerId], "email", "marketing")).get(customerId),
    held: (await consentsHeld(ctx, customerId)).length,
    suppressed: (await suppressionsOf(ctx, "email", [address])).size,
  }))

async function settle() {
  await writeHits(ctx.platform)
  ctx.pass(30_000)
  await ctx.drain()
}

test("S-LINK2 C25 X22 a scanner that fetches every link, runs its scripts and presses nothing changes nothing and is no person", async () => {
  await arrive()
  const ours = linksIn(mail).filter(isOurs).map(here)
  expect(ours.filter((url) => url.includes("/l/")).length).toBeGreaterThanOrEqual(2)
  expect(ours.some((url) => url.includes("/o/"))).toBe(true)
  const waysOut = ours.filter((url) => /\/s\/[^/]+\/(letters|preferences)\//.test(url))
  expect(waysOut.length).toBeGreaterThanOrEqual(2)
  const before = await standing(ctx)
  expect(before).toMatchObject({ state: "given", suppressed: 0 })

  const scanner = {
    "user-agent":
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  }
  for (const url of ours) {
    expect([url, (await fetch(url, { method: "HEAD", headers: scanner, redirect: "manual" })).status < 400]).toEqual([
      url,
      true,
    ])
    for (let i = 0; i < 3; i++)
      await fetch(url, { headers: { ...scanner, "accept-language": "en" }, redirect: "manual" })
  }
  const chromium = await openChromium()
  try {
    const page = await (await chromium.newContext({ userAgent: scanner["user-agent"] })).newPage()
    // The shop that links lead to is not there: the browser comes as far as our door.
    for (const url of ours) await page.goto(url, { waitUntil: "load", timeout: 10_000 }).catch(() => undefined)
  } finally {
    await chromium.close()
  }
  await settle()
  const hits = await inTransaction(ctx, (ctx) => selectHits(ctx, [messageId]))
  const visits = Map.groupBy(hits, ({ what, link }) => `${what} ${link}`)
  expect([...visits.values()].map((ofLink) => ofLink.length).every((count) => count >= 4)).toBe(true)
  expect(await standing(ctx)).toEqual(before)
  const rates = await ratesOf(ctx, {})
  expect(rates).toMatchObject({ opened: { human: 0, machine: 1 }, clicked: { human: 0, machine: 1 }, left: 0 })
})

test("S-LINK3 C25 M01 one POST of a mail program ends the letters: no cookie, no token, no redirect, urlencoded or multipart, as often as it comes", async () => {
  await arrive()
  const url = here(
    mail.unsubscribe?.url.replace("https://", "http://") ??
      linksIn(mail).find((link) => link.includes("/letters/")) ??
      "",
  )
  const forged = `${url.slice(0, -6)}AAAAAA`
  const urlencoded = {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
    redirect: "manual" as const,
  }
  expect((await fetch(forged, urlencoded)).status).toBe(400)
  expect(await standing(ctx)).toMatchObject({ state: "given" })
  expect((await fetch(url, urlencoded)).status).toBe(200)
  expect(await standing(ctx)).toMatchObject({ state: "withdrawn", suppressed: 1 })
  const form = new FormData()
  form.set("List-Unsubscribe", "One-Click")
  const again = await fetch(url, { method: "POST", body: form, redirect: "manual" })
  expect([again.status, again.headers.get("set-cookie")]).toEqual([200, null])
  expect(await ratesOf(ctx, {})).toMatchObject({ left: 1 })
})
